//! Which function runs which command with real processes. The commands come from the command line's own definition, so
//! a new one that nobody runs is told here.

use std::collections::BTreeSet;
use std::fs;

use stn_node::cli;

use super::printed::top;

#[test]
fn every_command_is_run_with_real_processes() {
    let mut root = cli::commands();
    root.build();
    let mut defined = BTreeSet::new();
    gather(&root, "", &mut defined);

    let table: BTreeSet<String> = RUN.iter().map(|(command, ..)| (*command).to_owned()).collect();

    assert!(defined.len() > 90, "only {} commands found", defined.len());
    assert_eq!(table.len(), RUN.len(), "a command stands in the table once");
    let missing: Vec<_> = defined.difference(&table).collect();
    let gone: Vec<_> = table.difference(&defined).collect();
    assert!(missing.is_empty(), "run by no test: {missing:?}");
    assert!(gone.is_empty(), "in the table, but no command: {gone:?}");
}

#[test]
fn every_function_of_the_table_runs_its_command() {
    let faults: Vec<String> =
        RUN.iter().filter_map(|(command, file, function)| fault(command, file, function)).collect();

    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_function_that_does_not_run_the_command_is_found() {
    let here = "tests/tests/command_line/keeping.rs";

    assert!(fault("me no-such", here, "a_contact_is_looked_up_and_taken_back").is_some());
    assert!(fault("me forget", here, "a_function_that_is_not_there").is_some());
}

/// Why a line of the table does not hold.
fn fault(command: &str, file: &str, function: &str) -> Option<String> {
    let text = fs::read_to_string(top().join(file)).unwrap_or_default();
    let Some(body) = body_of(&text, function) else { return Some(format!("{command}: no {function} in {file}")) };
    let words = command.trim_start_matches("me ").split(' ');
    let unsaid = words.into_iter().find(|word| !body.contains(&format!("\"{word}\"")))?;
    Some(format!("{command}: {function} in {file} never says {unsaid:?}"))
}

/// A function's text, from its name to where the next begins.
fn body_of<'t>(text: &'t str, function: &str) -> Option<&'t str> {
    let from = text.find(&format!("fn {function}("))?;
    let rest = &text[from..];
    let next = rest.match_indices('\n').map(|(at, _)| at + 1).find(|at| {
        let line = rest[*at..].trim_start();
        line.starts_with("fn ") || line.starts_with("pub fn ") || line.starts_with("#[test]")
    });
    Some(&rest[..next.unwrap_or(rest.len())])
}

/// Every command that does something by itself.
fn gather(command: &cli::Definition, path: &str, found: &mut BTreeSet<String>) {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let path = format!("{path} {}", sub.get_name()).trim().to_owned();
        if !sub.is_subcommand_required_set() {
            found.insert(path.clone());
        }
        gather(sub, &path, found);
    }
}

const PROCESSES: &str = "tests/src/processes.rs";
const VALLEY: &str = "tests/src/processes/valley.rs";
const HARBOUR: &str = "tests/src/processes/harbour.rs";
const NEWCOMER: &str = "tests/tests/newcomer.rs";
const KEYS: &str = "tests/tests/newcomer/keys.rs";
const SUCCESSION: &str = "tests/tests/newcomer/succession.rs";
const UPKEEP: &str = "tests/tests/refusals/upkeep.rs";
const BACKUP: &str = "tests/tests/three_processes/backup.rs";
const ALERTS: &str = "tests/tests/command_line/alerts.rs";
const APPRAISAL: &str = "tests/tests/command_line/appraisal.rs";
const ASKING: &str = "tests/tests/command_line/asking.rs";
const KEEPING: &str = "tests/tests/command_line/keeping.rs";
const KNOCKING: &str = "tests/tests/command_line/knocking.rs";
const LETTERS: &str = "tests/tests/command_line/letters.rs";
const LIMITS: &str = "tests/tests/command_line/limits.rs";
const RUNNING: &str = "tests/tests/command_line/running.rs";

/// The command, and the file and function that run it.
const RUN: &[(&str, &str, &str)] = &[
    ("init", PROCESSES, "init"),
    ("serve", PROCESSES, "try_start"),
    ("status", RUNNING, "a_node_at_a_glance_names_nobody"),
    ("member invite", HARBOUR, "begin"),
    ("member list", RUNNING, "a_member_who_is_removed_is_refused_at_once_and_their_bridge_ends"),
    ("member withdraw", RUNNING, "a_link_and_a_token_are_taken_back_before_somebody_takes_them_up"),
    ("member re-enrol", KEYS, "two_colleagues_bring_back_who_lost_everything"),
    ("member remove", RUNNING, "a_member_who_is_removed_is_refused_at_once_and_their_bridge_ends"),
    ("admin open", RUNNING, "a_link_to_the_admins_pages_is_made_on_the_nodes_own_machine"),
    ("admin close", RUNNING, "a_link_to_the_admins_pages_is_made_on_the_nodes_own_machine"),
    ("peer invite", HARBOUR, "connect"),
    ("peer join", HARBOUR, "connect"),
    ("peer confirm", HARBOUR, "connect"),
    ("peer list", HARBOUR, "connect"),
    ("peer withdraw", RUNNING, "a_link_and_a_token_are_taken_back_before_somebody_takes_them_up"),
    ("peer end", RUNNING, "a_connection_that_ends_takes_its_bridges_with_it"),
    ("peer worth-inviting", RUNNING, "organisations_several_members_know_are_counted_for_those_who_let_it"),
    ("peer proposals", RUNNING, "a_connection_that_ends_takes_its_bridges_with_it"),
    ("org succeed", SUCCESSION, "a_key_changes_at_the_command_line_and_the_bridge_stays"),
    ("org succession", SUCCESSION, "a_key_changes_at_the_command_line_and_the_bridge_stays"),
    ("config show", RUNNING, "settings_are_shown_and_checked_and_unsafe_ones_are_named_with_a_remedy"),
    ("config check", RUNNING, "settings_are_shown_and_checked_and_unsafe_ones_are_named_with_a_remedy"),
    ("demo", RUNNING, "the_demo_tells_its_story_to_programs_too"),
    ("policy show", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("policy set", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("policy block", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("policy unblock", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("policy peer", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("doctor", UPKEEP, "the_doctor_finds_nothing_at_a_healthy_node_and_says_what_to_do_for_a_stopped_one"),
    ("suppress add", UPKEEP, "who_does_not_want_to_be_held_is_refused_at_import"),
    ("suppress list", UPKEEP, "who_does_not_want_to_be_held_is_refused_at_import"),
    ("suppress remove", UPKEEP, "who_does_not_want_to_be_held_is_refused_at_import"),
    ("backup", BACKUP, "restore_elsewhere"),
    ("restore", BACKUP, "restore_elsewhere"),
    ("export", UPKEEP, "an_admins_export_holds_members_and_settings_and_no_contact"),
    ("erase", UPKEEP, "a_node_is_erased_only_when_it_is_stopped_and_its_name_is_typed"),
    ("permission sign", APPRAISAL, "permissions"),
    ("me join", HARBOUR, "begin"),
    ("me status", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me import", KEEPING, "contacts_who_seem_to_be_at_a_partner_are_hinted_at_with_what_to_do"),
    ("me people", KEEPING, "a_contact_is_looked_up_and_taken_back"),
    ("me find", NEWCOMER, "found"),
    ("me near", KEEPING, "a_contact_is_looked_up_and_taken_back"),
    ("me trust", VALLEY, "record_trust"),
    ("me forget", KEEPING, "a_contact_is_looked_up_and_taken_back"),
    ("me tag", NEWCOMER, "keeps_tags_and_a_note_the_node_cannot_read"),
    ("me note", NEWCOMER, "keeps_tags_and_a_note_the_node_cannot_read"),
    ("me about", NEWCOMER, "keeps_tags_and_a_note_the_node_cannot_read"),
    ("me reach", NEWCOMER, "sees_how_far_that_reaches"),
    ("me explain", LIMITS, "a_tie_serves_what_its_owner_says_and_nothing_else_changes"),
    ("me hints", KEEPING, "contacts_who_seem_to_be_at_a_partner_are_hinted_at_with_what_to_do"),
    ("me profile", KEEPING, "a_profile_is_read_by_those_its_fields_are_open_to"),
    ("me org", KEEPING, "an_organisation_gets_its_names_and_a_tie_and_knowledge_of_it_is_found"),
    ("me org name", KEEPING, "an_organisation_gets_its_names_and_a_tie_and_knowledge_of_it_is_found"),
    ("me org tie", KEEPING, "an_organisation_gets_its_names_and_a_tie_and_knowledge_of_it_is_found"),
    ("me org untie", KEEPING, "an_organisation_gets_its_names_and_a_tie_and_knowledge_of_it_is_found"),
    ("me partners", KEEPING, "contacts_who_seem_to_be_at_a_partner_are_hinted_at_with_what_to_do"),
    ("me bridge", KNOCKING, "a_bridge_is_rated_and_ended_and_the_other_side_sees_its_end"),
    ("me bridges", KNOCKING, "a_bridge_is_rated_and_ended_and_the_other_side_sees_its_end"),
    ("me knock", KNOCKING, "a_knock_reaches_who_lets_themself_be_found_and_becomes_a_bridge_by_two_yeses"),
    ("me knocks", KNOCKING, "a_knock_reaches_who_lets_themself_be_found_and_becomes_a_bridge_by_two_yeses"),
    ("me ask", ASKING, "a_no_reads_to_the_asker_like_nobody_there"),
    ("me asks", ASKING, "an_ask_keeps_looking_until_it_is_withdrawn"),
    ("me withdraw", ASKING, "an_ask_keeps_looking_until_it_is_withdrawn"),
    ("me led-to", ASKING, "what_an_ask_led_to_is_kept_for_the_asker_and_gone_when_they_empty_it"),
    ("me offers", ASKING, "a_no_reads_to_the_asker_like_nobody_there"),
    ("me request", LETTERS, "send_request"),
    ("me inbox", LETTERS, "a_connector_reads_from_whom_and_to_whom_and_how_to_say_no"),
    ("me approve", LETTERS, "pass_on"),
    ("me decline", ASKING, "a_no_reads_to_the_asker_like_nobody_there"),
    ("me answer", LETTERS, "an_answer_is_checked_and_both_stay_connected"),
    ("me answers", LETTERS, "an_answer_is_checked_and_both_stay_connected"),
    ("me ask-back", LETTERS, "a_connector_asks_back_once_reads_the_reply_and_puts_it_away"),
    ("me words", LETTERS, "a_connector_asks_back_once_reads_the_reply_and_puts_it_away"),
    ("me reply", LETTERS, "a_connector_asks_back_once_reads_the_reply_and_puts_it_away"),
    ("me ignore", LETTERS, "a_connector_asks_back_once_reads_the_reply_and_puts_it_away"),
    ("me stay", LETTERS, "an_answer_is_checked_and_both_stay_connected"),
    ("me device add", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device join", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device admit", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device decline", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device list", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device remove", KEEPING, "a_device_is_turned_away_or_let_in_and_taken_out_again"),
    ("me device lost", KEYS, "a_further_device_is_let_in_by_six_words_and_reported_lost"),
    ("me phrase", KEEPING, "a_new_phrase_serves_and_the_old_one_opens_nothing"),
    ("me recover", KEEPING, "a_new_phrase_serves_and_the_old_one_opens_nothing"),
    ("me pin", KEYS, "two_colleagues_bring_back_who_lost_everything"),
    ("me vouch", KEYS, "two_colleagues_bring_back_who_lost_everything"),
    ("me refuse-takeover", KEEPING, "a_member_stops_who_would_take_over_their_membership"),
    ("me permission", APPRAISAL, "permissions"),
    ("me alert", ALERTS, "a_preview_tells_what_each_person_would_see_and_sends_nothing"),
    ("me alerts", ALERTS, "a_job_passes_three_hands_and_one_person_answers"),
    ("me pass", ALERTS, "spread"),
    ("me policy", LIMITS, "a_tie_serves_what_its_owner_says_and_nothing_else_changes"),
    ("me limits", LIMITS, "limits_are_shown_set_and_taken_back"),
    ("me mute org", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me mute contact", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me mute kind", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me unmute org", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me unmute contact", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me unmute kind", LIMITS, "what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody"),
    ("me no-go add", LIMITS, "an_organisation_on_the_no_go_list_gets_nothing_until_it_is_off"),
    ("me no-go remove", LIMITS, "an_organisation_on_the_no_go_list_gets_nothing_until_it_is_off"),
    ("me no-go list", LIMITS, "an_organisation_on_the_no_go_list_gets_nothing_until_it_is_off"),
    ("me snooze", LIMITS, "what_is_put_off_shows_again_on_its_day_and_the_asker_waits_as_before"),
    ("me verify-web", RUNNING, "the_pages_of_a_running_node_are_those_of_this_program_bit_for_bit"),
    ("me org-policy", LIMITS, "an_organisation_serves_what_its_admin_says_and_members_can_read_it"),
    ("me ledger", LETTERS, "everybody_reads_afterwards_what_left_about_them_and_takes_it_along"),
    ("me export", LETTERS, "everybody_reads_afterwards_what_left_about_them_and_takes_it_along"),
    ("me erase", UPKEEP, "a_member_exports_everything_and_erases_themself"),
    ("me findable", ASKING, "who_lets_themself_be_found_is_asked_for_themself_until_they_take_it_back"),
];
