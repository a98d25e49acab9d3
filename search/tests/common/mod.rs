//! A small site in three languages, and what is asked of it.

#![allow(dead_code, missing_docs)]

use qagida_search::{Answer, Built, Collection, Depth, Entry, Index, Page, Part, Question};
use qagida_search::{Row, Shown, Value, build};
use serde_json::Value as Json;

/// The day on which hits are shown.
pub const TODAY: &str = "2026-11-23";

/// An index with what belongs to it.
pub struct Searched {
    pub index: Index,
    pub built: Built,
}

impl Searched {
    pub fn new(collection: &Collection) -> Self {
        let built = build(collection);
        let index = Index::open(&built.index).unwrap();
        Self { index, built }
    }

    /// All hits, as `page#anchor`.
    pub fn hits(&self, query: &str) -> Vec<String> {
        let found = self.found(query);
        let hits = found["hits"].as_array().unwrap().iter();
        hits.map(|hit| self.place(query, number(&hit["entry"]), number(&hit["text"])))
            .collect()
    }

    /// The best hit; nothing if there is none.
    pub fn first(&self, query: &str) -> String {
        self.hits(query).into_iter().next().unwrap_or_default()
    }

    /// What the page gets.
    pub fn found(&self, query: &str) -> Json {
        let found = self.index.found(&self.index.read(query), 50);
        serde_json::from_str(&found).unwrap_or_else(|error| panic!("{error}: {found}"))
    }

    /// What is shown of the best hit.
    pub fn show(&self, query: &str) -> Shown {
        self.show_on(query, TODAY)
    }

    pub fn show_on(&self, query: &str, today: &str) -> Shown {
        let read = self.index.read(query);
        let hit = self.index.find(&read, 1).0[0];
        let texts = &self.built.texts[hit.page];
        self.index.show(&read, hit.entry, today, texts).unwrap()
    }

    fn place(&self, query: &str, entry: usize, page: usize) -> String {
        let read = self.index.read(query);
        let texts = &self.built.texts[page];
        let shown = self.index.show(&read, entry, TODAY, texts).unwrap();
        match shown.anchor.as_str() {
            "" => shown.page,
            anchor => format!("{}#{anchor}", shown.page),
        }
    }
}

fn number(json: &Json) -> usize {
    usize::try_from(json.as_u64().unwrap()).unwrap()
}

/// A part of a text.
pub fn part(anchor: &str, heading: &str, text: &str) -> Part {
    Part {
        anchor: anchor.into(),
        heading: heading.into(),
        text: text.into(),
    }
}

/// Something that is found by all of its text.
pub fn entry(title: &str, synonyms: &[&str], parts: Vec<Part>) -> Entry {
    Entry {
        kind: "guide".into(),
        title: title.into(),
        synonyms: synonyms.iter().copied().map(String::from).collect(),
        weight: 100,
        parts,
        ..Entry::default()
    }
}

/// A page with nothing else in it.
pub fn page(path: &str, entry: Entry) -> Page {
    Page {
        path: path.into(),
        entries: vec![entry],
    }
}

/// Pages of a title and a line.
pub fn pages(language: &str, pages: &[(&str, &str, &str)]) -> Collection {
    let pages = pages
        .iter()
        .map(|(path, title, text)| page(path, entry(title, &[], vec![part("", "", text)])));
    Collection {
        language: language.into(),
        pages: pages.collect(),
        ..Collection::default()
    }
}

/// What a page says in Kazakh, Russian and English.
type InThree = [&'static str; 3];

/// The path, the titles, what people call it (by commas), the lines.
const PAGES: [(&str, InThree, InThree, InThree); 11] = [
    (
        "work-permit",
        ["Жұмысқа рұқсат", "Разрешение на работу", "Work permit"],
        ["еңбек ету", "трудоустройство", "employment, job"],
        [
            "Жұмыс беруші рұқсатты портал арқылы алады.",
            "Работодатель получает разрешение через портал.",
            "The employer obtains the permit through the portal.",
        ],
    ),
    (
        "invitation",
        ["Шақыру", "Приглашение", "Invitation letter"],
        ["шақырту қағазы", "вызов", "sponsor letter"],
        [
            "Шақыруды заңды тұлға ресімдейді.",
            "Приглашение оформляет юридическое лицо.",
            "A legal entity arranges the invitation.",
        ],
    ),
    (
        "visa-extension",
        ["Визаны ұзарту", "Продление визы", "Visa extension"],
        ["созу", "пролонгация", "renewal, prolongation"],
        [
            "Виза ел ішінде бір рет ұзартылады.",
            "Визу продлевают в стране один раз.",
            "A visa is extended once inside the country.",
        ],
    ),
    (
        "codes/c3",
        ["C3 санаты", "Категория C3", "Category C3"],
        ["", "", ""],
        [
            "Жұмыс істейтін шетелдіктерге.",
            "Для иностранцев, которые работают.",
            "For foreigners who work.",
        ],
    ),
    (
        "codes/b12",
        ["B12 санаты", "Категория B12", "Category B12"],
        ["", "", ""],
        ["Саяхатшыларға.", "Для путешественников.", "For travellers."],
    ),
    (
        "registration",
        [
            "Келуді тіркеу",
            "Регистрация прибытия",
            "Arrival registration",
        ],
        ["", "", ""],
        [
            "Қабылдаушы тарап полицияға хабарлайды.",
            "Принимающая сторона уведомляет полицию.",
            "The host notifies the police.",
        ],
    ),
    (
        "lost",
        ["Жоғалған төлқұжат", "Утерянный паспорт", "Lost passport"],
        ["", "", ""],
        [
            "Елшілікке хабарлаңыз, жұмыс орны анықтама береді.",
            "Сообщите в посольство, место работы даёт справку.",
            "Tell the embassy; the place of work gives a certificate.",
        ],
    ),
    (
        "account",
        [
            "Банкте шот ашу",
            "Открытие счёта в банке",
            "Opening a bank account",
        ],
        ["", "", ""],
        [
            "Салық нөмірі мен жалға алу шарты керек.",
            "Нужны налоговый номер и договор аренды.",
            "You need a tax number and a lease contract.",
        ],
    ),
    (
        "children",
        ["Балалар", "Дети", "Children"],
        ["сәби", "ребёнок, младенец", "kid, baby"],
        [
            "Туу туралы куәлік қоса беріледі.",
            "Прилагается свидетельство о рождении.",
            "A birth certificate is attached.",
        ],
    ),
    (
        "about",
        ["Біз туралы", "О нас", "About us"],
        ["", "", ""],
        [
            "Орталық шетелдік мамандарға көмектеседі.",
            "Центр помогает иностранным специалистам.",
            "The centre helps foreign specialists.",
        ],
    ),
    (
        "driving",
        [
            "Жүргізуші куәлігі",
            "Водительское удостоверение",
            "Driving licence",
        ],
        ["", "", ""],
        [
            "Алмастыру үшін медициналық анықтама керек.",
            "Для обмена нужна медицинская справка.",
            "A medical note is needed to exchange it.",
        ],
    ),
];

/// The site in a language: `kk`, `ru` or `en`.
pub fn site(language: &str) -> Searched {
    Searched::new(&collection(language))
}

pub fn collection(language: &str) -> Collection {
    let which = ["kk", "ru", "en"]
        .iter()
        .position(|code| *code == language)
        .unwrap();
    let mut pages: Vec<Page> = PAGES
        .iter()
        .map(|(path, titles, synonyms, lines)| {
            let synonyms: Vec<&str> = synonyms[which].split(", ").collect();
            let parts = vec![part("", "", lines[which])];
            page(path, entry(titles[which], &synonyms, parts))
        })
        .collect();
    pages.push(residence(which));
    Collection {
        language: language.into(),
        pages,
        questions: vec![Question {
            id: "cost".into(),
            phrases: [["қанша тұрады"], ["сколько стоит"], ["how much"]][which]
                .map(String::from)
                .into(),
        }],
        values: values(which),
    }
}

/// A page with sections, with entries of its own, and with an answer.
fn residence(which: usize) -> Page {
    let [
        title,
        lead,
        papers,
        papers_text,
        refusal,
        refusal_text,
        overstay,
    ] = [
        [
            "Тұруға ықтиярхат",
            "Елде ұзақ тұру үшін беріледі.",
            "Құжаттар",
            "Сауалнама мен фотосурет.\nСоттылығы жоқтығы туралы анықтама елші апостилімен.",
            "Бас тарту",
            "Өтініш себебі көрсетіліп қайтарылады.",
            "Мерзімнен асып кету",
        ],
        [
            "Вид на жительство",
            "Выдаётся для долгого проживания в стране.",
            "Документы",
            "Анкета и фотография.\nСправка о несудимости с апостилем.",
            "Отказ",
            "Заявление возвращают с причиной.",
            "Просрочка",
        ],
        [
            "Residence permit",
            "Issued for a long stay in the country.",
            "Documents",
            "A form and a photograph.\nA police clearance with an apostille.",
            "Refusal",
            "The application is returned with the reason.",
            "Overstay",
        ],
    ][which];
    let mut whole = entry(
        title,
        &[],
        vec![
            part("", "", lead),
            part("papers", papers, papers_text),
            part("refusal", refusal, refusal_text),
        ],
    );
    whole.answers = vec![Answer {
        question: "cost".into(),
        title: "Fee".into(),
        note: "For today.".into(),
        stale: "The figures are old.".into(),
        href: "/calculator/".into(),
        link: "Calculate".into(),
        rows: vec![
            row(&[("age", "adult", true), ("years", "1", true)], "1000"),
            row(&[("age", "adult", true), ("years", "3", false)], "3000"),
            row(&[("age", "child", false), ("years", "1", true)], "500"),
            row(&[("age", "child", false), ("years", "3", false)], "1500"),
        ],
    }];
    let mut inside = entry(overstay, &[], vec![]);
    inside.anchor = "overstay".into();
    inside.kind = "term".into();
    inside.depth = Depth::Name;
    Page {
        path: "residence".into(),
        entries: vec![whole, inside],
    }
}

fn row(when: &[(&str, &str, bool)], value: &str) -> Row {
    let when = when
        .iter()
        .map(|(option, value, usual)| (String::from(*option), String::from(*value), *usual));
    Row {
        when: when.collect(),
        label: "Permit".into(),
        value: value.into(),
        href: "/fees/".into(),
        until: "2026-12-31".into(),
        ..Row::default()
    }
}

fn values(which: usize) -> Vec<Value> {
    let value = |option: &str, value: Option<&str>, phrases: [&str; 3]| Value {
        option: option.into(),
        value: value.map(String::from),
        phrases: phrases[which].split(", ").map(String::from).collect(),
    };
    vec![
        value(
            "age",
            Some("child"),
            ["бала, сәби", "ребёнок, ребёнка, дети", "child"],
        ),
        value("age", Some("adult"), ["ересек", "взрослый", "adult"]),
        value("years", None, ["жыл", "год, лет", "year"]),
    ]
}
