"""Whose visit comes by which address: each is on the list of one role, or is gone to elsewhere.

Every visit fails that misses an address of its list, and `tests/journeys/test_every_page.py` fails
when an address of the product is on none. The three doors of a room have the same pages: one of
them is enough. In the quick form a page is looked at by the roles that list it.
"""

ADDRESSES = {
    "nobody": "account_login mfa_login_webauthn signin:link sittings:door sittings:join ui:design"
    " ui:language",
    "worker": "account_logout assessments:blank assessments:copy assessments:paper"
    " assessments:print assessments:print_sitting assessments:read assessments:read_sitting"
    " home:people home:person mfa_activate_totp mfa_add_webauthn mfa_index people:add"
    " people:add_episode people:correct people:correct_episode people:import people:move"
    " plans:alone plans:mark_step plans:print plans:read sittings:start",
    "manager": "assessments:asked insight:figures",
    "administrator": "assessments:add_instrument assessments:instrument"
    " assessments:instrument_area assessments:instrument_form"
    " assessments:instrument_print assessments:library"
    " people:add_team people:invite"
    " people:organisation people:rename_team"
    " people:reset_sign_in people:staff people:stop_sign_in",
    "voluntary": "home:people home:person plans:read",
    "together": "together:add_goal together:add_step together:answer together:answer_door"
    " together:area together:areas together:change_step together:chart"
    " together:cover together:differ together:differences together:first together:goal"
    " together:hand together:invite together:leave together:mark_goal together:mark_step"
    " together:more together:open_shut together:pick together:pick_first together:plan"
    " together:print_plan together:promise together:prompt together:reword_goal together:screen"
    " together:set_asking together:talk together:tap together:uncover together:unlock"
    " together:welcome together:worker_agree_goal together:agree together:agree_goal",
    "beside": "beside:areas beside:area beside:plan beside:goal beside:talk beside:fair"
    " beside:agree beside:agree_goal sittings:go",
    "lists": "people:import_check people:import_done people:import_refused",
    "newcomer": "account_reauthenticate mfa_authenticate mfa_deactivate_totp"
    " mfa_generate_recovery_codes mfa_reauthenticate mfa_view_recovery_codes signin:link"
    " signin:password",
    "paper": "desk:areas desk:area desk:plan sittings:finish",
    "shut": "together:areas together:more together:open_shut",
}

# Addresses that no link of these visits leads to, with what opens them.
ELSEWHERE = {
    "healthz": "a machine's question",
    "room:here room:talk_step sittings:join_token sittings:resume": "test_main_job",
    "room:rows room:plan_part room:waiting": "scripts, in test_main_job",
    "room:blank": "the tests beside their apps",
    "room:chart_since": "a sheet with an earlier sitting, in the tests beside their apps",
    "assessments:check_instrument assessments:instrument_changes people:allocations": "the tests"
    " beside their apps",
    "mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_list_webauthn": "a passkey, which no test"
    " of a whole browser has",
}
