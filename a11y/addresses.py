"""Whose visit comes by which address: each is on the list of one role, or is gone to elsewhere.

Every visit fails that misses an address of its list, and `tests/journeys/test_every_page.py` fails
when an address of the product is on none. The three doors of a room have the same pages: one of
them is enough. In the quick form a page is looked at by the roles that list it.
"""

ADDRESSES = {
    "nobody": "assessments:card assessments:print_card account_login mfa_login_webauthn"
    " signin:link sittings:door sittings:join ui:design"
    " ui:language",
    "worker": "account_logout assessments:blank assessments:checks assessments:copy"
    " assessments:paper assessments:print assessments:print_sitting assessments:read"
    " assessments:read_sitting assessments:reflection assessments:said_after assessments:then"
    " home:people home:person mfa_activate_totp mfa_add_webauthn mfa_index people:add"
    " people:add_episode people:correct people:correct_episode people:import people:move"
    " levels:import assessments:levels"
    " plans:add_requirement plans:alone plans:answers plans:mark_step plans:meeting home:owed"
    " plans:print plans:read plans:requirements plans:story plans:examples"
    " fund:ask fund:funds fund:person fund:request"
    " restricted:keep restricted:open sittings:start",
    "manager": "assessments:asked assessments:reflections plans:unusual fund:begin"
    " fund:fund fund:terms fund:summary insight:figures insight:differences",
    "administrator": "assessments:add_instrument assessments:begin_manuscript"
    " assessments:instrument assessments:manuscript assessments:manuscript_area"
    " assessments:manuscript_form assessments:manuscript_preview assessments:manuscript_question"
    " assessments:manuscript_line assessments:manuscript_when assessments:manuscript_parts"
    " assessments:manuscript_constructs"
    " assessments:instrument_area assessments:instrument_form"
    " assessments:instrument_print assessments:library"
    " people:add_team people:answering people:invite"
    " people:organisation people:rename_team"
    " people:reset_sign_in people:staff people:stop_sign_in"
    " restricted:end restricted:readers",
    "voluntary": "home:people home:person plans:read",
    "together": "together:add_goal together:add_step together:answer together:answer_door"
    " together:asks together:obstacles together:forks together:meeting"
    " together:fund together:ask_fund"
    " together:area together:areas together:change_step together:chart"
    " together:check_area together:check_areas together:check_differ together:check_rounds"
    " together:checks"
    " together:card together:print_card together:cover together:differ"
    " together:differ_goal together:differ_step"
    " together:differences together:first together:goal together:leaf"
    " together:hand together:invite together:leave together:levels"
    " together:mark_goal together:mark_step together:plan_goal"
    " together:more together:open_shut together:pick together:pick_first together:plan"
    " together:print_plan together:promise together:prompt together:reword_goal together:screen"
    " together:set_asking together:story together:talk together:tap together:uncover"
    " together:unlock together:welcome together:worker_agree_goal together:agree"
    " together:agree_goal together:agree_whole together:whole"
    " together:set_asking_whole together:carry_over together:receipt together:print_receipt",
    "beside": "beside:after beside:areas beside:area beside:plan beside:goal beside:talk"
    " beside:fair beside:agree beside:agree_goal beside:agree_whole sittings:go",
    "prepare": "preparation:give preparation:switch_off preparation:open preparation:notes"
    " preparation:area preparation:share preparation:delete preparation:leave"
    " preparation:calendar",
    "own page": "together:own_page own_page:switch_off own_page:open own_page:page own_page:plan"
    " own_page:mark_step own_page:devices own_page:off own_page:leave"
    " own_page:change_step own_page:stick_step own_page:asks own_page:soon own_page:words"
    " own_page:fund own_page:looks own_page:answer_soon own_page:cover own_page:tell_done"
    " own_page:leaf"
    " own_page:meeting own_page:agree_goal own_page:agree_whole"
    " own_page:receipt own_page:print_receipt",
    "lists": "people:import_check people:import_done people:import_refused",
    "newcomer": "account_reauthenticate mfa_authenticate mfa_deactivate_totp"
    " mfa_generate_recovery_codes mfa_reauthenticate mfa_view_recovery_codes signin:link"
    " signin:password",
    "paper": "desk:areas desk:area desk:plan sittings:finish",
    "shut": "together:areas together:more together:open_shut",
}

# Addresses that no link of these visits leads to, with what opens them.
ELSEWHERE = {
    "room:fund_request room:fund_changed room:lend": "somebody who asked, in"
    " test_controls_of_the_desk",
    "fund:receipt fund:table fund:summary_table": "files, in the tests beside their app",
    "healthz": "a machine's question",
    "room:here room:talk_step sittings:join_token sittings:resume": "test_main_job",
    "room:rows room:plan_part room:waiting": "scripts, in test_main_job",
    "assessments:manuscript_fates assessments:manuscript_fate": "a next version, in"
    " test_controls_of_the_desk",
    "room:outbox": "a script, in test_outbox",
    "room:own": "the scene of short checks, and the tests beside its app",
    "room:blank": "the tests beside their apps",
    "assessments:newer room:newer room:check_newer": "a sheet on an older version, in the tests"
    " beside their apps",
    "room:check_answer room:check_differences room:check_fair room:check_rows"
    " room:check_story room:check_talk room:check_talk_step": "pages of the sheet, in test_checks",
    "room:reply_ask room:move_goal room:stick_step room:obstacle room:fork room:differ_line": "what"
    " was said before, in test_controls_of_the_plan",
    "room:chart_since": "a sheet with an earlier sitting, in the tests beside their apps",
    "plans:see_unusual plans:example plans:end_example": "a line of a team, in"
    " test_controls_of_the_desk",
    "own_page:changed own_page:lend": "something paid for, in test_controls_of_the_desk",
    "own_page:reply_ask": "an ask that was answered, in test_controls_of_the_desk",
    "restricted:correct": "notes that were opened, in test_controls_of_the_desk",
    "levels:check levels:off": "the tests beside their app",
    "assessments:wishes room:wishes": "somebody with wishes, in the tests beside their app",
    "room:tell_done": "one tap, in test_controls_of_the_plan",
    "room:turn": "a second device, in test_controls_of_the_sheet",
    "room:left_out": "a plan that leaves something out, in test_controls_of_the_plan",
    "room:requirements room:require_goal room:when room:differ_requirement plans:count"
    " plans:end": "an order that asks for something, in test_controls_of_the_plan",
    "room:differ_level": "somebody with a level from elsewhere, in test_controls_of_the_desk",
    "assessments:check_instrument assessments:instrument_changes people:allocations"
    " assessments:offer_instrument": "the tests beside their apps",
    "mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_list_webauthn": "a passkey, which no test"
    " of a whole browser has",
}
