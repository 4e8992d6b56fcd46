//! Checks of what others say of a borrower.

use super::CheckFinding;
use crate::{
    regulation::Calendar,
    scoring::{BureauReport, Channel, LenderGroup, SanctionsAnswer},
};
use chrono::NaiveDate;

/// What the checks of answers from outside need.
#[derive(Debug, Clone, Copy)]
pub struct RegisterFacts<'a> {
    /// The day of the decision, business date.
    pub on: NaiveDate,
    /// The law: it says from when on bans count.
    pub calendar: &'a Calendar,
    /// What kind of lender decides.
    pub lender: LenderGroup,
    /// How the application came in.
    pub channel: Channel,
    /// The names of the customer's flags that forbid a loan.
    pub restrictions: &'a [String],
    /// The names of the bureaus that this lender must ask.
    pub bureaus: &'a [String],
    /// Their answers.
    pub bureau_reports: &'a [BureauReport],
    /// What the search of the lists of sanctioned persons brought.
    pub sanctions: &'a SanctionsAnswer,
}

impl RegisterFacts<'_> {
    /// Everything that stands against the loan.
    #[must_use]
    pub fn findings(&self) -> Vec<CheckFinding> {
        let flags = self.restrictions.iter();
        let mut findings: Vec<_> =
            flags.map(|flag| CheckFinding::Restricted { flag: flag.clone() }).collect();
        findings.extend(self.sanctions());
        findings.extend(self.bureaus.iter().filter_map(|bureau| self.missing(bureau)));
        findings.extend(self.bureau_reports.iter().filter_map(|report| self.void(report)));
        // Whatever day a ban was told on, it is a ban.
        findings.extend(self.bureau_reports.iter().filter_map(|report| self.self_ban(report)));
        findings
    }

    fn sanctions(&self) -> Vec<CheckFinding> {
        if self.sanctions.lists.is_empty() {
            return vec![CheckFinding::SanctionsNotSearched];
        }
        let hits = self.sanctions.hits();
        hits.map(|list| CheckFinding::SanctionsListed {
            list: list.name.clone(),
            edition: list.edition,
        })
        .collect()
    }
    fn missing(&self, bureau: &str) -> Option<CheckFinding> {
        let was_asked = self.bureau_reports.iter().any(|report| report.bureau == bureau);
        (!was_asked).then(|| CheckFinding::BureauNotAsked { bureau: bureau.to_owned() })
    }
    fn void(&self, report: &BureauReport) -> Option<CheckFinding> {
        (!report.serves(self.on)).then(|| CheckFinding::BureauAnswerVoid {
            bureau: report.bureau.clone(),
            answered_on: report.answered_on(),
        })
    }
    fn self_ban(&self, report: &BureauReport) -> Option<CheckFinding> {
        self.calendar.self_ban_check(self.on)?;
        let mut bans = report.self_bans.iter();
        let ban = bans.find(|ban| ban.forbids(self.lender, self.channel, self.on))?;
        Some(CheckFinding::SelfBanned { bureau: report.bureau.clone(), entered_on: ban.entered_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        loan::fixture::{day, kopecks},
        scoring::{SearchedList, SelfBan},
    };

    fn list(name: &str, is_listed: bool) -> SearchedList {
        SearchedList { name: name.to_owned(), edition: day("2026-11-20"), is_listed }
    }

    fn report(bureau: &str, date: &str, self_bans: Vec<SelfBan>) -> BureauReport {
        BureauReport {
            bureau: bureau.to_owned(),
            answered_at: format!("{date}T09:00:00+03:00").parse().unwrap(),
            self_bans,
            monthly_payments: kopecks(0),
            loans: Vec::new(),
        }
    }

    fn ban(lenders: LenderGroup, channel: Channel, entered_on: &str) -> SelfBan {
        SelfBan { lenders, channel, entered_on: day(entered_on), lifted_on: None }
    }

    struct Case {
        on: &'static str,
        restrictions: Vec<String>,
        bureaus: Vec<String>,
        reports: Vec<BureauReport>,
        lists: Vec<SearchedList>,
    }

    impl Case {
        fn clean() -> Self {
            let on = "2026-11-22";
            Self {
                on,
                restrictions: Vec::new(),
                bureaus: vec!["a".to_owned(), "b".to_owned()],
                reports: vec![report("a", on, Vec::new()), report("b", on, Vec::new())],
                lists: vec![list("terrorists", false)],
            }
        }
        fn findings(self) -> Vec<CheckFinding> {
            let facts = RegisterFacts {
                on: day(self.on),
                calendar: &Calendar::russia().unwrap(),
                lender: LenderGroup::Mfo,
                channel: Channel::Remote,
                restrictions: &self.restrictions,
                bureaus: &self.bureaus,
                bureau_reports: &self.reports,
                sanctions: &SanctionsAnswer { lists: self.lists },
            };
            facts.findings()
        }
    }

    #[test]
    fn clean_answers_of_the_day_find_nothing() {
        assert_eq!(Case::clean().findings(), []);
    }

    #[test]
    fn a_ban_of_this_lender_and_channel_is_found_from_the_next_day() {
        let told = |self_bans| {
            let reports =
                vec![report("a", "2026-11-22", Vec::new()), report("b", "2026-11-22", self_bans)];
            Case { reports, ..Case::clean() }.findings()
        };
        let entered_on = day("2026-11-21");
        let banned = CheckFinding::SelfBanned { bureau: "b".to_owned(), entered_on };
        let yesterday = "2026-11-21";
        assert_eq!(told(vec![ban(LenderGroup::Mfo, Channel::Remote, yesterday)]), [banned]);
        assert_eq!(told(vec![ban(LenderGroup::Mfo, Channel::Remote, "2026-11-22")]), []);
        assert_eq!(told(vec![ban(LenderGroup::Bank, Channel::Remote, yesterday)]), []);
        assert_eq!(told(vec![ban(LenderGroup::Mfo, Channel::InPerson, yesterday)]), []);
    }

    #[test]
    fn bans_count_from_the_day_on_which_the_law_began() {
        let on_day = |on| {
            let self_bans = vec![ban(LenderGroup::Mfo, Channel::Remote, "2025-02-01")];
            let reports = vec![report("a", on, self_bans), report("b", on, Vec::new())];
            Case { on, reports, ..Case::clean() }.findings().len()
        };
        assert_eq!((on_day("2025-02-28"), on_day("2025-03-01")), (0, 1));
    }

    #[test]
    fn a_bureau_that_did_not_answer_is_found() {
        let reports = vec![report("b", "2026-11-22", Vec::new())];
        let found = Case { reports, ..Case::clean() }.findings();
        assert_eq!(found, [CheckFinding::BureauNotAsked { bureau: "a".to_owned() }]);
    }

    #[test]
    fn an_answer_of_yesterday_is_void_and_its_ban_is_told_all_the_same() {
        let old = vec![ban(LenderGroup::Mfo, Channel::Remote, "2026-11-01")];
        let reports = vec![report("a", "2026-11-21", old), report("b", "2026-11-22", Vec::new())];
        let found = Case { reports, ..Case::clean() }.findings();
        let bureau = "a".to_owned();
        assert_eq!(
            found,
            [
                CheckFinding::BureauAnswerVoid {
                    bureau: bureau.clone(),
                    answered_on: day("2026-11-21")
                },
                CheckFinding::SelfBanned { bureau, entered_on: day("2026-11-01") },
            ]
        );
    }

    #[test]
    fn a_listed_borrower_is_found_with_list_and_edition() {
        let lists = vec![list("terrorists", false), list("frozen assets", true)];
        let found = Case { lists, ..Case::clean() }.findings();
        let (name, edition) = ("frozen assets".to_owned(), day("2026-11-20"));
        assert_eq!(found, [CheckFinding::SanctionsListed { list: name, edition }]);
    }

    #[test]
    fn a_search_of_no_list_is_no_search() {
        let found = Case { lists: Vec::new(), ..Case::clean() }.findings();
        assert_eq!(found, [CheckFinding::SanctionsNotSearched]);
    }

    #[test]
    fn everything_is_found_at_once() {
        let restrictions = vec!["FRAUD".to_owned(), "BANKRUPT".to_owned()];
        let lists = vec![list("terrorists", true)];
        let case = Case { restrictions, lists, reports: Vec::new(), ..Case::clean() };
        assert_eq!(case.findings().len(), 5);
    }

    #[test]
    fn a_finding_is_stored_and_read_back() {
        let found = CheckFinding::BureauAnswerVoid {
            bureau: "a".to_owned(),
            answered_on: day("2026-11-21"),
        };
        let stored = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<CheckFinding>(&stored).unwrap(), found);
    }
}
