//! Tests that releases of a reader's figures isolate no respondent. The test reader looks after every change, and
//! subtracts all earlier figures from later ones. With enough answers all figures are shown in the end.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    calendar::Millis,
    results::disclosure::{
        counts::Counts,
        release::{Figure, Groups, Observation, Release, State, Visibility},
    },
};
use proptest::prelude::*;

const MINIMUM: u64 = 4;
const STATES: [&str; 4] = ["SP", "RJ", "MG", "AC"];

/// The score, the state and the month of a respondent.
type Person = (u8, usize, usize);

#[derive(Clone, Copy, Debug)]
enum Event {
    Arrival(Person),
    /// The withdrawal of the respondent at this position.
    Withdrawal(usize),
}

fn taken(people: &[Person]) -> Observation {
    let mut taken = Observation::default();
    let (mut states, mut months) = (Groups::new(), Groups::new());
    for (score, state, month) in people {
        let score = if *score == 9 { String::new() } else { score.to_string() };
        taken.whole.add(&score, 1);
        let state = Some(*state).filter(|state| *state < STATES.len()).map(|state| STATES[state].to_owned());
        states.entry(state).or_default().add(&score, 1);
        months.entry(Some(month.to_string())).or_default().add(&score, 1);
    }
    taken.tables = BTreeMap::from([("state".to_owned(), states), ("month".to_owned(), months)]);
    taken
}

fn look(snapshot: Release, people: &[Person], at: usize) -> Release {
    snapshot.advance(BTreeMap::from([("q".to_owned(), taken(people))]), MINIMUM, Millis(i64::try_from(at).expect("few")))
}

fn figure(snapshot: &Release) -> &Figure {
    &snapshot.figures["q"]
}

fn shown(sight: Visibility) -> Option<Counts> {
    match sight {
        Visibility::Shown(counts) => Some(counts),
        Visibility::Withheld => None,
    }
}

/// The figures that one observation shows: the total, each cell, and the total minus all cells as last seen.
fn read(snapshot: &Release, known: &mut BTreeMap<(String, Option<String>), Counts>) -> BTreeMap<String, Counts> {
    let figure = figure(snapshot);
    let mut seen = BTreeMap::new();
    let Some(whole) = shown(figure.whole()) else { return seen };
    for name in ["state", "month"] {
        let mut rest = whole.clone();
        for (group, sight) in figure.table(name).unwrap_or_default() {
            let place = (name.to_owned(), group.map(str::to_owned));
            if let Some(counts) = shown(sight) {
                seen.insert(format!("{place:?}"), counts.clone());
                known.insert(place, counts);
            }
        }
        for (_, counts) in known.iter().filter(|((table, _), _)| table == name) {
            rest = rest.minus(counts);
        }
        seen.insert(format!("the rest by {name}"), rest);
    }
    seen.insert("all".to_owned(), whole);
    seen
}

/// The smallest number of respondents in a difference, computed independently.
fn people(difference: &[(String, i64)]) -> u64 {
    let side = |sign: i64| difference.iter().map(|(_, n)| (n * sign).max(0).unsigned_abs()).sum::<u64>();
    side(1).max(side(-1))
}

fn difference(a: &Counts, b: &Counts) -> Vec<(String, i64)> {
    let of = |counts: &Counts| {
        counts.iter().map(|(name, n)| (name.to_owned(), i64::try_from(n).expect("few"))).collect::<BTreeMap<_, _>>()
    };
    let (a, b) = (of(a), of(b));
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let n = |of: &BTreeMap<String, i64>, name: &String| of.get(name).copied().unwrap_or(0);
    names.into_iter().map(|name| (name.clone(), n(&a, name) - n(&b, name))).filter(|(_, n)| *n != 0).collect()
}

fn run(events: &[Event], mut after: impl FnMut(&Release, &[Person])) -> Release {
    let (mut people, mut snapshot) = (Vec::new(), Release::default());
    for (at, event) in events.iter().enumerate() {
        match *event {
            Event::Arrival(person) => people.push(person),
            Event::Withdrawal(place) => {
                if let Some(at) = place.checked_rem(people.len()) {
                    people.remove(at);
                }
            }
        }
        snapshot = look(snapshot, &people, at);
        after(&snapshot, &people);
    }
    snapshot
}

fn events(most: usize) -> impl Strategy<Value = Vec<Event>> {
    let arrival = || (prop_oneof![0..3_u8, 9..10_u8], 0..5_usize, 0..3_usize).prop_map(Event::Arrival);
    prop::collection::vec(prop_oneof![3 => arrival(), 1 => (0..100_usize).prop_map(Event::Withdrawal)], 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    // Fewer than the remembered releases, times the minimum.
    #[test]
    fn no_two_looks_differ_by_a_few(events in events(32)) {
        let (mut looks, mut known) = (Vec::new(), BTreeMap::new());
        run(&events, |snapshot, _| looks.push(read(snapshot, &mut known)));
        for (at, later) in looks.iter().enumerate() {
            for (name, now) in later {
                let none = Counts::default();
                // Before the first release, the reader knows of no respondents.
                for before in looks[..at].iter().filter_map(|look| look.get(name)).chain([&none]) {
                    let few = people(&difference(now, before));
                    prop_assert!(few == 0 || few >= MINIMUM, "{name} differs by {few}: {now:?} after {before:?}");
                }
            }
        }
    }

    #[test]
    fn who_withdrew_is_in_nothing_that_is_shown(events in events(80)) {
        run(&events, |snapshot, people| {
            let now = taken(people);
            let is_there = |shown: &Counts, now: &Counts| difference(now, shown).iter().all(|(_, n)| *n >= 0);
            let figure = figure(snapshot);
            if let Some(whole) = shown(figure.whole()) {
                assert!(is_there(&whole, &now.whole), "{whole:?} of {:?}", now.whole);
            }
            for (name, groups) in &now.tables {
                for (group, sight) in figure.table(name).unwrap_or_default() {
                    let there_is = groups.get(&group.map(str::to_owned)).cloned().unwrap_or_default();
                    if let Some(counts) = shown(sight) {
                        assert!(is_there(&counts, &there_is), "{name} {group:?}: {counts:?} of {there_is:?}");
                    }
                }
            }
        });
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn with_enough_answers_all_is_shown(mut events in events(60)) {
        for round in 0..24 {
            let person = |at: usize| (u8::try_from((at + round) % 3).unwrap(), at % 5, at / 5 % 3);
            events.extend((0..15).map(|at| Event::Arrival(person(at))));
        }
        // A reader who looks after the last change sees all figures that are shown then.
        let (mut whole, mut cells) = (0, BTreeSet::new());
        let mut at = 0;
        let first = events.len() - 200;
        run(&events, |snapshot, people| {
            at += 1;
            if at <= first {
                return;
            }
            let now = taken(people);
            whole += u32::from(shown(figure(snapshot).whole()).is_some());
            for (name, groups) in &now.tables {
                for (group, sight) in figure(snapshot).table(name).unwrap_or_default() {
                    if let Some(counts) = shown(sight)
                        && counts.scored() + 10 >= groups[&group.map(str::to_owned)].scored()
                    {
                        cells.insert((name.clone(), group.map(str::to_owned)));
                    }
                }
            }
        });
        prop_assert!(whole >= 150 && cells.len() == 8, "{whole} {cells:?}");
    }
}

fn arrivals(people: &[Person]) -> Vec<Event> {
    people.iter().copied().map(Event::Arrival).collect()
}

fn n(sight: Visibility) -> Option<u64> {
    shown(sight).map(|counts| counts.scored())
}

#[test]
fn a_figure_waits_until_the_step_is_full() {
    let mut looks = Vec::new();
    run(&arrivals(&[(1, 0, 0); 13]), |snapshot, _| looks.push((figure(snapshot).state, n(figure(snapshot).whole()))));
    let few = [(State::Few, None); 3];
    let shown = |n| [(State::Shown, Some(n)); 4];
    assert_eq!(looks, [&few[..], &shown(4), &shown(8), &[(State::Shown, Some(12)); 2]].concat());
}

#[test]
fn who_withdraws_leaves_at_once_and_takes_the_figure_along() {
    let mut events = arrivals(&[(1, 0, 0); 8]);
    events.push(Event::Withdrawal(0));
    let snapshot = run(&events, |_, _| {});
    assert_eq!((figure(&snapshot).state, figure(&snapshot).table("state")), (State::Withdrawn, None));
    // Respondents who replace one that left, and as many more as a release needs.
    events.extend(arrivals(&[(2, 0, 0); 3]));
    assert_eq!(figure(&run(&events, |_, _| {})).state, State::Withdrawn);
    events.extend(arrivals(&[(2, 0, 0)]));
    let snapshot = run(&events, |_, _| {});
    assert_eq!((n(figure(&snapshot).whole()), n(figure(&snapshot).together("state", |_| true))), (Some(11), Some(11)));
}

#[test]
fn who_withdraws_is_not_told_by_the_cells_that_wait() {
    let mut people: Vec<Person> = [vec![(1, 0, 0); 8], vec![(1, 1, 0); 8], vec![(1, 2, 0); 8]].concat();
    let mut snapshot = look(Release::default(), &people, 0);
    // One respondent of SP leaves. Two arrive in RJ, and enough in AC, which is new.
    people.remove(0);
    people.extend([[(1, 1, 0); 2].as_slice(), &[(1, 3, 0); 9]].concat());
    snapshot = look(snapshot, &people, 1);
    let table: Vec<_> =
        figure(&snapshot).table("state").unwrap().into_iter().map(|(group, sight)| (group.unwrap(), n(sight))).collect();
    // AC waits with them: together they changed by two respondents.
    assert_eq!(table, [("AC", None), ("MG", Some(8)), ("RJ", None), ("SP", None)]);
    assert_eq!(n(figure(&snapshot).whole()), Some(34));
    assert_eq!(n(figure(&snapshot).together("state", |group| group != Some("MG"))), Some(26));
    assert_eq!(figure(&snapshot).together("state", |group| group == Some("SP")), Visibility::Withheld);
}

#[test]
fn of_several_choices_the_one_that_changed_most_says_how_many_people() {
    let counts = |a: u64, b: u64| Counts::from_iter([("a/", a), ("b/", b)]);
    assert_eq!((counts(3, 3).people(), counts(3, 4).minus(&counts(1, 1)).people()), (3, 3));
    assert_eq!(Counts::from_iter([("a", 3), ("b", 3)]).people(), 6);
    let corrected = Counts::from_iter([("a", 3), ("b", 3)]).minus(&Counts::from_iter([("a", 2), ("b", 4)]));
    assert_eq!(corrected.people(), 1, "who said something else is one, not two");
}

#[test]
fn a_table_that_was_not_taken_is_not_shown_and_not_forgotten() {
    let mut people = [(1, 0, 0); 8].to_vec();
    let snapshot = look(Release::default(), &people, 0);
    people.extend([(1, 0, 0); 2]);
    let mut fewer = taken(&people);
    let states = fewer.tables.remove("state").unwrap();
    let snapshot = snapshot.advance(BTreeMap::from([("q".to_owned(), fewer.clone())]), MINIMUM, Millis(1));
    assert!(figure(&snapshot).table("state").is_none() && figure(&snapshot).table("month").is_some());
    assert_eq!(figure(&snapshot).together("state", |_| true), Visibility::Withheld);
    fewer.tables.insert("state".to_owned(), states);
    let snapshot = snapshot.advance(BTreeMap::from([("q".to_owned(), fewer)]), MINIMUM, Millis(2));
    assert_eq!(n(figure(&snapshot).together("state", |_| true)), Some(8), "as it was");
}

#[test]
fn it_is_read_as_it_was_written() {
    let snapshot = run(&arrivals(&[(1, 0, 0), (1, 4, 1), (1, 0, 0), (9, 4, 2), (2, 0, 0), (2, 0, 0), (2, 0, 0)]), |_, _| {});
    let text = serde_json::to_string(&snapshot).unwrap();
    assert_eq!(serde_json::from_str::<Release>(&text).unwrap(), snapshot, "{text}");
}
