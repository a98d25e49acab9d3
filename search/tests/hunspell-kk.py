#!/usr/bin/env python3
"""Measures the Kazakh stemmer against Debian's dictionary `hunspell-kk`.

    apt-get install hunspell-kk
    cargo build -p qagida-search --example stem
    python3 search/tests/hunspell-kk.py /usr/share/hunspell target/debug/examples/stem

The dictionary is GPL-2+/LGPL-2.1+/MPL-1.1+ and is only read here: nothing of it
is kept in this repository, and no automatic test needs it.

Printed are shares of pairs. "Together": two forms of one word that get one
stem, the more the better. "Merged": two words of the dictionary that get one
stem, the fewer the better.

What the dictionary is not: its list was gathered from texts, so that many of its
entries are inflected forms or derivations of others, and its rules attach one
ending, to any entry. So forms come from two sources: (a) its own rules, of which
those of verbs are half for familiar and polite address, which the stemmer leaves
alone, and (b) paradigms written down here, two to four endings deep. "Form with
its word" is how often a form has the stem of its dictionary form.

Of its pairs of words those are left out where one is the other with an ending,
or two, of its rules. That leaves derivations, which are meant to meet (жұмыс,
жұмысшы); the second share of "merged" is without pairs that endings of
inflection and derivation, below, lead back to one entry. What it still counts
are words that folding makes one (тұс, түс), which no stemmer could keep apart.
"""

import collections
import random
import re
import subprocess
import sys

FOLD = str.maketrans("әғқңөұүһіёэ", "агкноуухиее", "ьъ")
PAIRS = 20_000
LETTERS = re.compile("[а-яёәғқңөұүһі]{3,12}")
# Endings of the dictionary's rules with a slip in them: a plural twice, й lost.
BROKEN = {"тарларда", "терлерде", "йеін", "йаын", "йеік", "йаық"}


def fold(word):
    return word.translate(FOLD)


def read(folder):
    """The dictionary's words with their flags, and its rules by flag."""
    words = {}
    for line in open(f"{folder}/kk_KZ.dic", encoding="utf-8"):
        word, _, flags = line.strip().partition("/")
        if LETTERS.fullmatch(word):
            words[word] = flags
    rules = collections.defaultdict(list)
    for line in open(f"{folder}/kk_KZ.aff", encoding="utf-8-sig"):
        part = line.split()
        if len(part) >= 5 and part[0] == "SFX":
            cut = "" if part[2] == "0" else part[2]
            rules[part[1]].append((cut, part[3], re.compile(part[4] + "$")))
    return words, rules


def by_rules(word, flags, rules):
    """The forms that the dictionary's own rules make."""
    forms = {word}
    for flag in flags:
        for cut, add, condition in rules[flag]:
            if add not in BROKEN and word.endswith(cut) and condition.search(word):
                forms.add(word[: len(word) - len(cut)] + add)
    return forms


# Endings of inflection and derivation that leave the meaning in sight.
DERIVING = """лық лік дық дік тық тік лығ ліг дығ діг тығ тіг лы лі ды ді ты ті сыз сіз шы ші ша ше
ғы гі қы кі дағы дегі тағы тегі у ушы уші ып іп п а е й ған ген қан кен ғы атын етін йтын йтін
ады еді йды йді ма ме ба бе па пе л ыл іл н ын ін т дыр дір тыр тір лан лен дан ден тан тен
ла ле да де та те ым ім м ы і сы сі ның нің дың дің тың тің ға ге қа ке на не ны ні нан нен мен бен пен
лар лер дар дер тар тер дай дей тай тей шыл шіл сын сін тын тін""".split()
# A root's last sound before a vowel, and what it is elsewhere.
BACK = {"б": "п", "г": "к", "ғ": "қ"}
FRONT = "әөүіеэ"


def is_front(word):
    for letter in reversed(word):
        if letter in "әөүіеэёи":
            return True
        if letter in "аоұыуяю":
            return letter in "ую" and any(c in FRONT for c in word)
    return False


def attach(word, ending):
    """Attaches an ending written with A (а/е), Y (ы/і), G (ғ/г/қ/к), D (д/т),
    L (л/д/т), N (н/д/т: genitive and accusative), M (м/б/п)."""
    last = word[-1]
    vowel = last in "аәоөыіеэёяи"
    voiceless = last in "пфкқтсшщчцхһбвгд"
    ending = ending.replace("A", "е" if is_front(word) else "а")
    ending = ending.replace("Y", "і" if is_front(word) else "ы")
    front = is_front(word)
    first, rest = ending[0], ending[1:]
    if first == "G":
        first = ("к" if front else "қ") if voiceless else ("г" if front else "ғ")
    elif first == "D":
        first = "т" if voiceless else "н" if last in "мнң" and rest.endswith("н") else "д"
    elif first == "L":
        first = "л" if vowel or last in "руй" else "т" if voiceless else "д"
    elif first == "N":
        first = "н" if vowel or (last in "мнң" and rest.endswith("ң")) else "т" if voiceless else "д"
    elif first == "M":
        first = "п" if voiceless else "б" if last in "зж" else "м"
    return word + first + rest


CASES = ["", "NYң", "GA", "NY", "DA", "DAн", "Mен"]


def possessed(word):
    """The word with each possessive ending and, of the third person, its stem."""
    soft = {"п": "б", "к": "г", "қ": "ғ"}
    if word[-1] in "аәоөыіеэёяи":
        base, own = word, {"м": "м", "мYз": "мYз", "ңYз": "ңYз", "3": "сY"}
    else:
        base = word[:-1] + soft.get(word[-1], word[-1])
        own = {"м": "Yм", "мYз": "YмYз", "ңYз": "YңYз", "3": "Y"}
    y = "і" if is_front(word) else "ы"
    return {key: base + ending.replace("Y", y) for key, ending in own.items()}


def noun(word):
    """A noun's paradigm: number, possession, case, `-дағы`."""
    forms = set()
    for number in (word, attach(word, "LAр")):
        for case in CASES:
            forms.add(attach(number, case) if case else number)
        forms.add(attach(number, "DA") + ("гі" if is_front(number) else "ғы"))
        own = possessed(number)
        for key in ("м", "мYз", "ңYз"):
            forms.update(attach(own[key], case) if case else own[key] for case in ("", "NY"))
        third, e = own["3"], "е" if is_front(number) else "а"
        y = "і" if is_front(number) else "ы"
        for case in ("", "н", f"н{y}ң", f"н{e}", f"нд{e}", f"н{e}н", "мен"):
            forms.add(third + case)
        forms.add(third + f"нд{e}" + ("гі" if is_front(number) else "ғы"))
    return forms


def verb(word):
    """A verb's forms, from its name in -у: those of laws and of questions."""
    stem = word[:-1]
    front = is_front(stem)
    e, y = ("е", "і") if front else ("а", "ы")
    forms = {attach(word, case) if case else word for case in CASES[:6]}
    forms.add(word + y)
    forms.add(word + f"ш{y}")
    past = attach(stem, "GAн")
    forms.update([past, attach(past, "DA"), attach(past, "NYң"), past + y])
    if stem[-1] in "аәоөыіеэё":
        present, that = stem + f"йд{y}", stem + f"йт{y}н"
        forms.add(stem + "п")
        passive = stem + "л"
    else:
        present, that = stem + e + f"д{y}", stem + e + f"т{y}н"
        forms.add(stem + y + "п")
        passive = None if stem[-1] == "л" else stem + y + "л"
    forms.update([present, that])
    # Of -ма/-ба/-па the first is not used after a nasal, other than in -мен.
    negative = stem + f"б{e}" if stem[-1] in "мнң" else attach(stem, "MA")
    forms.update([attach(negative, "GAн"), negative + f"йд{y}", attach(stem, "GYм")])
    if passive:
        forms.update([passive + "у", attach(passive, "GAн"), passive + e + f"д{y}"])
    return forms


def main():
    folder, binary = sys.argv[1:3]
    words, rules = read(folder)
    endings = sorted(
        {add for found in rules.values() for cut, add, _ in found if not cut},
        key=len,
        reverse=True,
    )

    def bases(word):
        return {
            word[: -len(add)]
            for add in endings
            if word.endswith(add) and len(word) - len(add) >= 3
        }

    names = {word[:-1] for word, flags in words.items() if flags.startswith("M")}
    lemmas = [
        word
        for word, flags in words.items()
        if flags.startswith("M") or not (word in names or bases(word) & words.keys())
    ]
    print(f"{len(words)} entries, {len(lemmas)} not a form of another")
    random.seed(1)
    groups = {"a  its own rules": [], "b1 nouns' paradigms": [], "b2 verbs' paradigms": []}
    for word in random.sample(lemmas, 6_000):
        flags = words[word]
        groups["a  its own rules"].append((word, by_rules(word, flags, rules)))
        if flags.startswith("M") and word.endswith("у"):
            groups["b2 verbs' paradigms"].append((word, verb(word)))
        elif not flags.startswith("M"):
            groups["b1 nouns' paradigms"].append((word, noun(word)))

    begins = collections.defaultdict(list)
    for word in lemmas:
        begins[fold(word)[:3]].append(word)
    folded = {fold(word) for word in words}
    all_bases = {word: bases(word) | {b for one in bases(word) for b in bases(one)} for word in lemmas}

    def is_derived(a, b):
        """Whether two words come from one entry, as far as endings can tell."""
        def origins(word):
            found, new = set(), {word}
            while new:
                found |= new
                new = {
                    one[: -len(end)]
                    for one in new
                    for end in DERIVING
                    if one.endswith(end) and len(one) - len(end) >= 2
                } - found
                new = {one[:-1] + BACK.get(one[-1], one[-1]) for one in new} - found
            return {one for one in found if one in words or one + "у" in words}

        return bool(origins(a) & origins(b))

    def is_explained(a, b):
        one, other = sorted((a, b), key=len)
        reach = all_bases[other] | {other}
        return one in reach or (words[one].startswith("M") and one[:-1] in reach) or (
            words[other].startswith("M") and other[:-1] in (all_bases[one] | {one})
        )

    neighbours, prefixes = [], []
    while len(neighbours) < PAIRS:
        a = random.choice(lemmas)
        b = random.choice(begins[fold(a)[:3]])
        if fold(a) != fold(b) and not is_explained(a, b):
            neighbours.append((a, b))
    known = collections.defaultdict(list)
    for word in lemmas:
        known[fold(word)].append(word)
    for word in lemmas:
        for length in range(3, len(fold(word))):
            for other in known.get(fold(word)[:length], []):
                if not is_explained(word, other):
                    prefixes.append((word, other))

    asked = sorted(
        {fold(form) for found in groups.values() for _, forms in found for form in forms}
        | {fold(word) for word in lemmas}
        | folded
    )
    answer = subprocess.run(
        [binary, "kk"], input="\n".join(asked), capture_output=True, text=True, check=True
    )
    stem = dict(zip(asked, answer.stdout.split("\n")))

    missed = collections.Counter()
    for name, found in groups.items():
        same = pairs = 0
        whole = 0
        for word, forms in found:
            forms = sorted(forms)
            stems = [stem[fold(form)] for form in forms]
            count = collections.Counter(stems)
            pairs += len(forms) * (len(forms) - 1) // 2
            same += sum(n * (n - 1) // 2 for n in count.values())
            whole += sum(s == stem[fold(word)] for s in stems) / len(stems)
            if name[0] == "b":
                for form, got in zip(forms, stems):
                    if got != stem[fold(word)]:
                        missed[form[max(0, len(word) - 3) :]] += 1
                        if "-v" in sys.argv and random.random() < 0.004:
                            print(word, form, stem[fold(word)], got)
        print(f"together, {name}: {same / pairs:.1%} of {pairs} pairs; form with its word {whole / len(found):.1%}")
    for name, pairs in (("begin alike (3 letters)", neighbours), ("one begins the other", prefixes)):
        merged = [(a, b) for a, b in pairs if stem[fold(a)] == stem[fold(b)]]
        print(f"merged, {name}: {len(merged) / len(pairs):.2%} of {len(pairs)} pairs", end="; ")
        merged = [pair for pair in merged if not is_derived(*pair)]
        print(f"without derivations and forms of one word {len(merged) / len(pairs):.2%}")
        if "-v" in sys.argv:
            print("  ", "; ".join(f"{a}/{b}" for a, b in random.sample(merged, min(150, len(merged)))))
    distinct = {fold(word) for word in lemmas}
    print(f"stems of {len(distinct)} words: {len({stem[word] for word in distinct})}")


main()
