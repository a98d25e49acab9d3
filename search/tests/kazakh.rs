//! The Kazakh stemmer: forms of a word meet, different words don't.

use proptest::prelude::*;
use qagida_search::stem::kazakh::stem;

/// Forms that have one stem, by what is tried; each line is one word.
const TOGETHER: &str = "
    case: виза визаны визаның визаға визада визадан визамен
    case: құжат құжаттың құжатқа құжатты құжатта құжаттан құжатпен
    case: заң заңның заңға заңды заңда заңнан заңмен
    case: баж баждың бажға бажды бажда баждан бажбен
    case: ел елдің елге елде елден
    case: үй үйдің үйге үйді үйде үйден
    case: іс іске істер істердің істерге ісі
    case: ай айдың айға айда айдан айлар
    case: жұмыс жұмысқа жұмыстың жұмысты жұмыспен жұмыстан
    case: мекенжай мекенжайды мекенжайға мекенжайы мекенжайын
    case: келісім келісімге келісімнің келісімнен келісіммен
    case, of old: көлік көлікпен көлікпенен көліктің
    plural: виза визалар визалардың визаларға визаларды
    plural: адам адамдар адамдардың адамдарға адамдарды
    plural: азамат азаматтар азаматтардың азаматтарына азаматтарынан
    plural: мекеме мекемелер мекемелердің мекемелерінде
    plural: күн күндер күндерді күндерінен
    plural: министр министрлер министрлердің министріне
    possessive: виза визасы визасын визасына визасында визасынан визасының визасымен
    possessive: виза визам визамды визамның визамыз визаңыз визаңызды
    possessive: құжат құжаты құжатын құжатына құжатының құжатым құжатымды құжатыңыз құжатымыз
    possessive: жұмыс жұмысы жұмысын жұмысына жұмысында жұмысым жұмысыңыз
    possessive: мерзім мерзімі мерзімін мерзіміне мерзімінен мерзімінің мерзімімен
    possessive: жұбай жұбайы жұбайым жұбайымды жұбайыма жұбайыңыз
    possessive: отбасы отбасын отбасына отбасым отбасымды отбасыңыз отбасылық
    possessive: төлқұжат төлқұжатым төлқұжатымды төлқұжатының
    possessive: елші елшісі елшісіне елшіге
    possessive: алушы алушысы алушысының алушыға алушылар
    possessive: орган органы органын органның органдары органында
    possessive: кеңес кеңесі кеңесінің кеңеске кеңестер
    possessive: серіктес серіктесі серіктесін серіктестер
    voicing: талап талабы талабын талаптар талаптарды
    voicing: бөлік бөлігі бөлігінде бөліктер
    voicing: тармақ тармағы тармағына тармағының тармақта тармақтар
    voicing: бұйрық бұйрығы бұйрығымен бұйрықтың
    voicing: есеп есебі есебіне есепке
    voicing: кәсіп кәсібі кәсіптің
    vowel lost: орын орны орнын орнына орынға
    vowel lost: халық халқы халқының халыққа
    -дағы: шақыру шақырудағы шақыруларындағы
    -дағы: ел елдегі елдердегі
    -ғы: кейін кейінгі
    similar: адам адамдай адамдардай
    -лық: консул консулдық консульдық консулдықтың консулдар
    -лық: мәрте мәртелік мәртелігі мәртелігін
    -лық: азамат азаматтық азаматтығы азаматтығынан
    -лық: күн күндік күндікті
    -лық: виза визалық
    -лық: дактилоскопия дактилоскопиядан дактилоскопиялық
    -сыз: мерзім мерзімсіз мерзімді мерзімдік
    -сыз: виза визасыз визасызды
    -сыз: құжат құжатсыз
    -шы: жұмыс жұмысшы жұмысшылар жұмысшының
    -ша: қазақ қазақша қазақтар
    loans: турист туристік туриске туристі туристің
    loans: пункт пункттері пунктке пункті пунктінде
    loans: сертификат сертификатты сертификатын сертификатының сертификаттар
    loans: резидент резиденттің резидентіне резиденттік резиденттігін
    loans: регистрация регистрациясы регистрациядан регистрацияға
    loans: портал порталы порталда порталына порталын
    loans: телефон телефоны телефонға телефондар
    loans: республика республикасы республикасының республикалық
    name of an action: ұзарту ұзартуды ұзартуға ұзартудың ұзартуы
    name of an action: тіркеу тіркеуге тіркеуден тіркеуі тіркеуді
    name of an action: жою жоюға жоюды
    agent: беру беруші берушілер берушінің берушіге
    agent: шақыру шақырушы шақырушының шақырушымен
    participle: ұзарту ұзартқан ұзартқанда ұзартқанның
    participle: тіркеу тіркеген тіркегенде тіркейтін
    participle: келу келген келгенде келгені келетін келетіні келетінін
    participle: беру берген бергенге беретін беретіні
    participle: пайдалану пайдаланған пайдаланатын
    past: ұзарту ұзартты ұзарттым
    present: ұзарту ұзартады ұзартамын ұзартып
    present: төлеу төлейді төлеймін төлейміз төлеп
    present: бару барады барып
    present: ауыстыру ауыстырады ауыстырамын ауыстырып
    wish: ұзарту ұзартқым ұзарта
    wish: келу келгім келейін
    negative: келу келмейді келмеген келмейтін
    negative: алу алмайды алмаған
    passive: алу алынады алынған алынбайды
    passive: салу салынды салынған салынуы
    negative: беру бермейді берілмеген берілмейді
    negative: анықтау анықталмады анықтамайды
    negative: төлеу төлемеген төлемейді
    passive: ұзарту ұзартылды ұзартылған ұзартылады ұзартылу ұзартылуы ұзартылмаған
    passive: беру берілді берілген беріледі берілетін берілу
    passive: тіркеу тіркелген тіркеледі тіркелу тіркелмеген
    passive: жою жойылды жойылған жойылады жойып жояды
    passive: қою қойылды қойылған қояды қойған
    verb and its noun: төлеу төлем төлемі төлемді төлемнің төлемін
    verb and its noun: келісу келісім келісімі
";

/// Kazakh's letters as they are typed on a Russian keyboard.
fn fold(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'ә' => 'а',
            'ғ' => 'г',
            'қ' => 'к',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'һ' => 'х',
            'і' => 'и',
            'ё' | 'э' => 'е',
            other => other,
        })
        .collect()
}

fn stem_of(word: &str) -> String {
    stem(&fold(word))
}

#[test]
fn forms_of_a_word_meet() {
    let mut groups = 0;
    let mut apart = Vec::new();
    for line in TOGETHER.lines().filter_map(|line| line.split_once(": ")) {
        let mut words = line.1.split_whitespace();
        let first = words.next().unwrap();
        for word in words {
            if stem_of(word) != stem_of(first) {
                apart.push(format!(
                    "{}: {first} {}, {word} {}",
                    line.0.trim(),
                    stem_of(first),
                    stem_of(word)
                ));
            }
        }
        groups += 1;
    }
    assert!(groups >= 60);
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn different_words_stay_apart() {
    let mut pairs = 0;
    let mut merged = Vec::new();
    for line in include_str!("apart-kk.tsv").lines() {
        if line.starts_with('#') {
            continue;
        }
        let [one, other, why] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {line}");
        };
        if stem_of(one) == stem_of(other) {
            merged.push(format!("{one}, {other}: {} ({why})", stem_of(one)));
        }
        pairs += 1;
    }
    assert!(pairs >= 300);
    assert!(merged.is_empty(), "{merged:#?}");
}

#[test]
fn bare_words_stay_whole() {
    for word in [
        "виза",
        "адам",
        "сауда",
        "заман",
        "азамат",
        "резидент",
        "сертификат",
        "орган",
        "салық",
        "теңге",
        "мекен",
        "өкіл",
        "су",
        "ел",
        "у",
    ] {
        assert_eq!(stem_of(word), fold(word));
    }
}

#[test]
fn other_writing_comes_back_as_it_is() {
    for word in ["", "visa", "c3", "12", "ь", "ᠮᠣ", "𐰴", "'"] {
        assert_eq!(stem(word), word);
    }
}

proptest! {
    /// Whatever comes, something is left, and no more than came: only `ю` and `я`
    /// are written as two letters, and one vowel can come back.
    #[test]
    fn any_text_has_a_stem(word in ".*") {
        let found = stem(&word);
        prop_assert_eq!(found.is_empty(), word.is_empty());
        let halves = word.chars().filter(|c| matches!(c, 'ю' | 'я')).count();
        prop_assert!(found.chars().count() <= word.chars().count() + halves + 1);
    }

    /// A stem is its word's beginning, but for a last letter and the two signs.
    #[test]
    fn stems_begin_words(word in "[а-щыэ]{1,16}") {
        let found = stem(&word);
        let sure: Vec<char> = found.chars().collect();
        let kept = sure.len().saturating_sub(2);
        let begin: String = sure[..kept].iter().collect();
        prop_assert!(word.starts_with(&begin), "{} {}", word, found);
    }

    /// An ending more makes no difference after a root in a plain consonant.
    #[test]
    fn endings_come_off(
        root in "(тар|мал|кул|жаз|сан)(бар|мар|кар)",
        number in "(лар)?",
        case in "(дын|га|ды|да|дан|мен|ы|ын|ына|ында|ынан|ынын|ымыз|ыныз|сыз)?",
    ) {
        prop_assert_eq!(stem(&format!("{root}{number}{case}")), stem(&root));
    }
}
