//! People who are made up, the same ones each time, with names as common as they are.

use std::io::Write;

/// Stems of surnames, the most common first.
const STEMS: [&str; 40] = [
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Петров",
    "Соколов",
    "Михайлов",
    "Новиков",
    "Фёдоров",
    "Морозов",
    "Волков",
    "Алексеев",
    "Лебедев",
    "Семёнов",
    "Егоров",
    "Павлов",
    "Козлов",
    "Степанов",
    "Николаев",
    "Орлов",
    "Андреев",
    "Макаров",
    "Никитин",
    "Захаров",
    "Зайцев",
    "Соловьёв",
    "Борисов",
    "Яковлев",
    "Григорьев",
    "Романов",
    "Воробьёв",
    "Сергеев",
    "Кузьмин",
    "Фролов",
    "Александров",
    "Дмитриев",
    "Королёв",
    "Гусев",
    "Киселёв",
];

const MEN: [(&str, &str); 12] = [
    ("Александр", "Александров"),
    ("Сергей", "Сергеев"),
    ("Дмитрий", "Дмитриев"),
    ("Алексей", "Алексеев"),
    ("Андрей", "Андреев"),
    ("Максим", "Максимов"),
    ("Пётр", "Петров"),
    ("Иван", "Иванов"),
    ("Артём", "Артёмов"),
    ("Михаил", "Михайлов"),
    ("Фёдор", "Фёдоров"),
    ("Ян", "Янов"),
];

const WOMEN: [&str; 12] = [
    "Елена",
    "Ольга",
    "Анна",
    "Татьяна",
    "Наталья",
    "Мария",
    "Ирина",
    "Алёна",
    "Светлана",
    "Юлия",
    "Екатерина",
    "Ия",
];

/// Syllables that make a rare surname of a common one.
const SYLLABLES: [&str; 16] = [
    "Ба", "Бе", "Га", "До", "Жу", "За", "Ка", "Ло", "Ма", "Не", "Па", "Ра", "Со", "Ту", "Ха", "Чу",
];

/// Customer `n`.
pub(super) struct Person {
    pub(super) last_name: String,
    pub(super) first_name: &'static str,
    pub(super) middle_name: String,
    pub(super) birth_date: String,
    pub(super) phone: String,
    pub(super) passport: (String, String),
}

/// A number that looks drawn, of those below `below`; the same for the same `n` and `salt`.
pub(super) fn drawn(n: u32, salt: u64, below: u32) -> u32 {
    // SplitMix64's finish: every bit of the argument moves half of those that come out.
    let mut x = (u64::from(n) << 8 | salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((x ^ (x >> 31)) % u64::from(below)).unwrap_or_default()
}

/// One of them, the earlier the more often.
fn common<T: Copy>(n: u32, salt: u64, of: &[T]) -> T {
    let most = u32::try_from(of.len()).unwrap_or(u32::MAX);
    let within = drawn(n, salt, most) + 1;
    of[drawn(n, salt + 1, within) as usize]
}

pub(super) fn person(n: u32) -> Person {
    let woman = drawn(n, 10, 2) == 1;
    let stem = common(n, 20, &STEMS);
    // Every other one has a rare name.
    let rare = drawn(n, 30, 2) == 1;
    let syllable = |salt| SYLLABLES[drawn(n, salt, 16) as usize];
    let stem = if rare {
        format!("{}{}{}", syllable(31), syllable(32).to_lowercase(), stem.to_lowercase())
    } else {
        stem.to_owned()
    };
    let last_name = format!("{stem}{}", if woman { "а" } else { "" });
    let (first_name, _) = common(n, 40, &MEN);
    let first_name = if woman { common(n, 40, &WOMEN) } else { first_name };
    let (_, father) = common(n, 50, &MEN);
    let middle_name = format!("{father}{}", if woman { "на" } else { "ич" });
    let (year, month, day) = (1950 + drawn(n, 60, 56), 1 + drawn(n, 61, 12), 1 + drawn(n, 62, 28));
    Person {
        last_name,
        first_name,
        middle_name,
        birth_date: format!("{year}-{month:02}-{day:02}"),
        phone: format!("79{n:09}"),
        passport: (format!("{:04}", 100 + n / 900_000), format!("{:06}", 101 + n % 900_000)),
    }
}

/// Writes so many as a file to import.
pub(super) fn write(mut file: impl Write, customers: u32) -> anyhow::Result<()> {
    writeln!(
        file,
        "login,last_name,first_name,middle_name,birth_date,phone,email,passport_series,\
         passport_number,address.city"
    )?;
    for n in 0..customers {
        let Person { last_name, first_name, middle_name, birth_date, phone, passport } = person(n);
        let (series, number) = passport;
        writeln!(
            file,
            "{phone},{last_name},{first_name},{middle_name},{birth_date},{phone},\
             c{n}@example.org,{series},{number},Омск"
        )?;
    }
    Ok(file.flush()?)
}
