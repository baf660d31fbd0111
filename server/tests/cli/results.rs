//! `rollups`: the rollups are compared with the answers, and repaired.

use crate::support::world::World;

#[test]
fn counts_that_differ_from_the_answers_are_named_and_put_right() {
    for world in World::all() {
        world.good(&["demo", "--responses", "30", "--seed", "1"]);
        assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
        // As after a manual deletion of a row.
        world.sql("DELETE FROM answer WHERE question_id = (SELECT min(id) FROM question WHERE key = 'recommend') AND score = 9");
        let check = world.run(&["rollups", "check"]);
        assert!(check.status == Some(1) && check.err.contains("`klankbord rollups rebuild`"), "{check:?}");
        assert!(check.out.contains("nps: recommend, 9, ") && check.out.contains("the answers 0"), "{check:?}");
        assert_eq!(world.good(&["rollups", "check", "--survey", "csat"]), "every count equals the answers\n");
        let rebuilt = world.good(&["rollups", "rebuild", "--survey", "nps"]);
        assert!(rebuilt.ends_with(" counts were put right\n"), "{rebuilt}");
        assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
        let unknown = world.run(&["rollups", "check", "--survey", "nergens"]);
        assert!(unknown.status != Some(0) && unknown.err.contains("nergens"), "{unknown:?}");
    }
}
