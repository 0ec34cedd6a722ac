"""Who may open what: every address of the product for every member of the cast.

`DESK` has a line for each method of each address and a column for each actor. `ROOM` has a line
for each page of a room and, for each of its three doors, what GET and POST answer to the one actor
whose door it is; to everybody else a room does not exist. An address in neither fails.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.urls import get_resolver, reverse
from django.utils import timezone

from tandem.assessments.actions.instruments import keep_release
from tandem.assessments.actions.manuscripts import begin_manuscript, change
from tandem.assessments.actions.talks import open_talk
from tandem.assessments.models import Manuscript
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.fund.tests import asking
from tandem.instruments.loader import parse
from tandem.instruments.manuscript import take_out
from tandem.levels.tests.told import make_level
from tandem.own_page.models import TalkSoon
from tandem.people.actions.caseload import keep_caseload
from tandem.people.actor import Staff
from tandem.plans.tests.stories import (
    answer_goal,
    ask_to_meet,
    brings,
    home_sheet,
    keep_the_flat,
    no_phone,
    off_the_path,
    ordered,
    ring_the_council,
    told_to_the_team,
    two_ways,
)
from tandem.restricted.tests.apart import keep_note, let_read
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Held, Sitting
from tandem.sittings.room import Room, may_be_late
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party
from tests.page import Pages

# Danielle is Imran's. `own` is Imran at the desk, `locked` is Imran's other sign-in, in a sitting
# with her; `ended` is Imran where the sitting in the address has ended, `other_guest` is a device
# that was let in to a sitting with somebody else.
ACTORS = (
    "anonymous", "own", "team", "other_team", "manager", "administrator", "elsewhere",
    "guest", "other_guest", "locked", "ended",
)  # fmt: skip
# An instrument of the organisation's own, of which a next version is being written.
ASKED = {"party": "person", "kind": "words"}
HOME = {
    "now": ASKED | {"prompt": "How is home?"},
    "better": ASKED | {"prompt": "What would be better?"},
}
OURS = json.dumps(
    {
        "en": {
            "name": "ours",
            "version": 1,
            "title": "Ours",
            "areas": {"home": {"name": "Home", "items": HOME}},
        }
    }
)
# Whose door it is.
KEEPS = {"together": "locked", "beside": "guest", "desk": "own"}

DESK = """
GET  healthz                      200 200 200 200 200 200 200 200 200 200 200
POST healthz                      405 405 405 405 405 405 405 405 405 405 405
GET  ui:language                  405 405 405 405 405 405 405 405 405 405 405
POST ui:language                  302 302 302 302 302 302 302 302 302 302 302
GET  ui:design                    404 404 404 404 404 404 404 404 404 404 404
POST ui:design                    405 405 405 405 405 405 405 405 405 404 405
GET  home:people                  302 200 200 200 200 302 200 302 302 404 200
POST home:people                  302 200 200 200 200 302 200 302 302 404 200
GET  home:person                  302 200 404 404 200 404 404 302 302 404 200
POST home:person                  302 200 404 404 200 404 404 302 302 404 200
GET  account_login                200 302 302 302 302 302 302 200 200 404 302
POST account_login                200 302 302 302 302 302 302 200 200 404 302
GET  account_logout               405 405 405 405 405 405 405 405 405 404 405
POST account_logout               302 302 302 302 302 302 302 302 302 404 302
GET  signin:link                  404 404 404 404 404 404 404 404 404 404 404
POST signin:link                  404 404 404 404 404 404 404 404 404 404 404
GET  signin:password              302 200 200 200 200 200 200 302 302 404 200
POST signin:password              302 200 200 200 200 200 200 302 302 404 200
GET  mfa_login_webauthn           302 302 302 302 302 302 302 302 302 404 302
POST mfa_login_webauthn           302 302 302 302 302 302 302 302 302 404 302
GET  mfa_authenticate             302 302 302 302 302 302 302 302 302 404 302
POST mfa_authenticate             302 302 302 302 302 302 302 302 302 404 302
GET  account_reauthenticate       302 302 302 302 302 302 302 302 302 404 302
POST account_reauthenticate       302 302 302 302 302 302 302 302 302 404 302
GET  mfa_reauthenticate           302 200 200 200 200 200 200 302 302 404 200
POST mfa_reauthenticate           302 200 200 200 200 200 200 302 302 404 200
GET  mfa_reauthenticate_webauthn  302 302 302 302 302 302 302 302 302 404 302
POST mfa_reauthenticate_webauthn  302 302 302 302 302 302 302 302 302 404 302
GET  mfa_index                    302 200 200 200 200 200 200 302 302 404 200
POST mfa_index                    302 405 405 405 405 405 405 302 302 404 405
GET  mfa_activate_totp            302 302 302 302 302 302 302 302 302 404 302
POST mfa_activate_totp            302 302 302 302 302 302 302 302 302 404 302
GET  mfa_deactivate_totp          302 302 302 302 302 302 302 302 302 404 302
POST mfa_deactivate_totp          302 302 302 302 302 302 302 302 302 404 302
GET  mfa_add_webauthn             302 302 302 302 302 302 302 302 302 404 302
POST mfa_add_webauthn             302 302 302 302 302 302 302 302 302 404 302
GET  mfa_list_webauthn            302 302 302 302 302 302 302 302 302 404 302
POST mfa_list_webauthn            302 302 302 302 302 302 302 302 302 404 302
GET  mfa_remove_webauthn          302 302 302 302 302 302 302 302 302 404 302
POST mfa_remove_webauthn          302 302 302 302 302 302 302 302 302 404 302
GET  mfa_view_recovery_codes      302 404 404 404 404 404 404 302 302 404 404
POST mfa_view_recovery_codes      302 405 405 405 405 405 405 302 302 404 405
GET  mfa_generate_recovery_codes  302 302 302 302 302 302 302 302 302 404 302
POST mfa_generate_recovery_codes  302 302 302 302 302 302 302 302 302 404 302
GET  people:add                   302 200 200 200 200 200 200 302 302 404 200
POST people:add                   302 200 200 200 200 200 200 302 302 404 200
GET  people:correct               302 200 404 404 200 404 404 302 302 404 200
POST people:correct               302 200 404 404 200 404 404 302 302 404 200
GET  people:add_episode           302 200 404 404 200 404 404 302 302 404 200
POST people:add_episode           302 200 404 404 200 404 404 302 302 404 200
GET  people:correct_episode       302 200 404 404 200 404 404 302 302 404 200
POST people:correct_episode       302 200 404 404 200 404 404 302 302 404 200
GET  people:move                  302 200 404 404 200 200 404 302 302 404 200
POST people:move                  302 200 404 404 200 200 404 302 302 404 200
GET  people:import                302 200 200 200 200 200 200 302 302 404 200
POST people:import                302 200 200 200 200 200 200 302 302 404 200
GET  people:import_check          302 200 302 302 302 302 302 302 302 404 200
POST people:import_check          302 302 302 302 302 302 302 302 302 404 302
GET  people:import_refused        302 200 404 404 404 404 404 302 302 404 200
POST people:import_refused        405 405 405 405 405 405 405 405 405 404 405
GET  people:import_done           302 200 302 302 302 302 302 302 302 404 200
POST people:import_done           302 302 302 302 302 302 302 302 302 404 302
GET  levels:import                302 200 200 200 200 200 200 302 302 404 200
POST levels:import                302 200 200 200 200 200 200 302 302 404 200
GET  levels:check                 302 302 302 302 302 302 302 302 302 404 302
POST levels:check                 302 302 302 302 302 302 302 302 302 404 302
GET  assessments:wishes           302 200 404 404 200 404 404 302 302 404 200
POST assessments:wishes           302 400 404 404 404 404 404 302 302 404 400
GET  assessments:levels           302 200 404 404 200 404 404 302 302 404 200
POST assessments:levels           302 405 405 405 405 404 405 302 302 404 405
GET  levels:off                   302 200 404 404 200 404 404 302 302 404 200
POST levels:off                   302 200 404 404 200 404 404 302 302 404 200
GET  restricted:keep              302 200 404 404 200 404 404 302 302 404 200
POST restricted:keep              302 200 404 404 200 404 404 302 302 404 200
GET  restricted:open              302 404 404 404 302 404 404 302 302 404 404
POST restricted:open              302 404 404 404 302 404 404 302 302 404 404
GET  restricted:correct           405 405 405 405 405 405 405 405 405 404 405
POST restricted:correct           302 404 404 404 302 404 404 302 302 404 404
GET  restricted:readers           302 404 404 404 404 200 404 302 302 404 404
POST restricted:readers           302 404 404 404 404 200 404 302 302 404 404
GET  restricted:end               405 405 405 405 405 405 405 405 405 404 405
POST restricted:end               302 404 404 404 404 302 404 302 302 404 404
GET  people:organisation          302 404 404 404 404 200 404 302 302 404 404
POST people:organisation          302 404 404 404 404 200 404 302 302 404 404
GET  people:answering             302 404 404 404 404 200 404 302 302 404 404
POST people:answering             302 404 404 404 404 200 404 302 302 404 404
GET  people:add_team              302 404 404 404 404 200 404 302 302 404 404
POST people:add_team              302 404 404 404 404 200 404 302 302 404 404
GET  people:rename_team           302 404 404 404 404 200 404 302 302 404 404
POST people:rename_team           302 404 404 404 404 200 404 302 302 404 404
GET  people:invite                302 404 404 404 404 200 404 302 302 404 404
POST people:invite                302 404 404 404 404 200 404 302 302 404 404
GET  people:staff                 302 404 404 404 404 200 404 302 302 404 404
POST people:staff                 302 404 404 404 404 200 404 302 302 404 404
GET  people:stop_sign_in          405 405 405 405 405 405 405 405 405 404 405
POST people:stop_sign_in          302 404 404 404 404 302 404 302 302 404 404
GET  people:reset_sign_in         405 405 405 405 405 405 405 405 405 404 405
POST people:reset_sign_in         302 404 404 404 404 200 404 302 302 404 404
GET  people:allocations           302 404 404 404 200 200 404 302 302 404 404
POST people:allocations           302 404 404 404 200 200 404 302 302 404 404
GET  sittings:start               302 200 404 404 404 404 404 302 302 404 200
POST sittings:start               302 200 404 404 404 404 404 302 302 404 200
GET  sittings:resume              302 302 404 404 404 404 404 302 302 404 404
POST sittings:resume              302 302 404 404 404 404 404 302 302 404 404
GET  sittings:finish              302 405 405 405 404 404 405 302 302 404 405
POST sittings:finish              302 302 404 404 404 404 404 302 302 404 404
GET  sittings:join                200 200 200 200 200 200 200 200 200 200 200
POST sittings:join                200 200 200 200 200 200 200 200 200 200 200
GET  sittings:door                200 200 200 200 200 200 200 302 302 200 200
POST sittings:door                405 405 405 405 405 405 405 405 405 405 405
GET  sittings:go                  405 405 405 405 405 405 405 405 405 405 405
POST sittings:go                  302 302 302 302 302 302 302 302 302 302 302
GET  sittings:join_token          200 200 200 200 200 200 200 200 200 200 200
POST sittings:join_token          200 200 200 200 200 200 200 200 200 200 200
GET  assessments:read             302 200 404 404 200 404 404 302 302 404 200
POST assessments:read             302 405 405 405 405 404 405 302 302 404 405
GET  assessments:copy             302 200 404 404 200 404 404 302 302 404 200
POST assessments:copy             302 405 405 405 405 404 405 302 302 404 405
GET  assessments:newer            302 404 404 404 404 404 404 302 302 404 404
POST assessments:newer            302 404 404 404 404 404 404 302 302 404 404
GET  assessments:read_sitting     302 200 404 404 200 404 404 302 302 404 200
POST assessments:read_sitting     302 405 405 405 405 404 405 302 302 404 405
GET  assessments:reflection       302 200 404 404 404 404 404 302 302 404 200
POST assessments:reflection       302 200 404 404 404 404 404 302 302 404 200
GET  assessments:reflections      302 404 404 404 200 404 404 302 302 404 404
POST assessments:reflections      302 404 404 404 405 404 404 302 302 404 404
GET  assessments:then             302 200 404 404 200 404 404 302 302 404 200
POST assessments:then             302 405 405 405 405 404 405 302 302 404 405
GET  assessments:print            302 200 404 404 200 404 404 302 302 404 200
POST assessments:print            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:print_sitting    302 200 404 404 200 404 404 302 302 404 200
POST assessments:print_sitting    302 405 405 405 405 404 405 302 302 404 405
GET  assessments:paper            302 200 404 404 200 404 404 302 302 404 200
POST assessments:paper            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:blank            302 200 404 404 200 404 404 302 302 404 200
POST assessments:blank            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:asked            302 404 404 404 200 404 404 302 302 404 404
POST assessments:asked            302 404 404 404 405 404 404 302 302 404 404
GET  assessments:said_after       302 200 200 200 404 404 200 302 302 404 200
POST assessments:said_after       302 405 405 405 404 404 405 302 302 404 405
GET  assessments:checks           302 200 404 404 200 404 404 302 302 404 200
POST assessments:checks           302 405 405 405 405 404 405 302 302 404 405
GET  assessments:card             200 200 200 200 200 200 200 200 200 404 200
POST assessments:card             405 405 405 405 405 405 405 405 405 404 405
GET  assessments:print_card       200 200 200 200 200 200 200 200 200 404 200
POST assessments:print_card       405 405 405 405 405 405 405 405 405 404 405
GET  assessments:library          302 404 404 404 404 200 404 302 302 404 404
POST assessments:library          302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument       302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument       302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_area  302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_area  302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_changes 302 404 404 404 404 404 404 302 302 404 404
POST assessments:instrument_changes 302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_form  302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_form  302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_print 302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_print 302 404 404 404 404 405 404 302 302 404 404
GET  assessments:begin_manuscript 302 404 404 404 404 200 404 302 302 404 404
POST assessments:begin_manuscript 302 404 404 404 404 400 404 302 302 404 404
GET  assessments:manuscript       302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript       302 404 404 404 404 200 404 302 302 404 404
GET  assessments:manuscript_area  302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_area  302 404 404 404 404 200 404 302 302 404 404
GET  assessments:manuscript_question 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_question 302 404 404 404 404 400 404 302 302 404 404
GET  assessments:manuscript_when 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_when 302 404 404 404 404 409 404 302 302 404 404
GET  assessments:manuscript_line 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_line 302 404 404 404 404 400 404 302 302 404 404
GET  assessments:manuscript_parts 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_parts 302 404 404 404 404 200 404 302 302 404 404
GET  assessments:manuscript_constructs 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_constructs 302 404 404 404 404 200 404 302 302 404 404
GET  assessments:manuscript_fates 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_fates 302 404 404 404 404 302 404 302 302 404 404
GET  assessments:manuscript_fate 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_fate 302 404 404 404 404 400 404 302 302 404 404
GET  assessments:manuscript_preview 302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_preview 302 404 404 404 404 405 404 302 302 404 404
GET  assessments:manuscript_form  302 404 404 404 404 200 404 302 302 404 404
POST assessments:manuscript_form  302 404 404 404 404 405 404 302 302 404 404
GET  assessments:offer_instrument 302 404 404 404 404 405 404 302 302 404 404
POST assessments:offer_instrument 302 404 404 404 404 404 404 302 302 404 404
GET  assessments:add_instrument   302 404 404 404 404 200 404 302 302 404 404
POST assessments:add_instrument   302 404 404 404 404 200 404 302 302 404 404
GET  assessments:check_instrument 302 404 404 404 404 302 404 302 302 404 404
POST assessments:check_instrument 302 404 404 404 404 302 404 302 302 404 404
GET  insight:figures              302 404 404 404 200 200 404 302 302 404 404
POST insight:figures              302 404 404 404 405 405 404 302 302 404 404
GET  preparation:give             302 200 404 404 404 404 404 302 302 404 200
POST preparation:give             302 200 404 404 404 404 404 302 302 404 200
GET  preparation:switch_off       302 405 405 405 404 404 405 302 302 404 405
POST preparation:switch_off       302 302 404 404 404 404 404 302 302 404 302
GET  preparation:open             200 200 200 200 200 200 200 200 200 404 200
POST preparation:open             200 200 200 200 200 200 200 200 200 404 200
GET  preparation:notes            200 200 200 200 200 200 200 200 200 404 200
POST preparation:notes            200 200 200 200 200 200 200 200 200 404 200
GET  preparation:area             200 200 200 200 200 200 200 200 200 404 200
POST preparation:area             200 200 200 200 200 200 200 200 200 404 200
GET  preparation:share            200 200 200 200 200 200 200 200 200 404 200
POST preparation:share            200 200 200 200 200 200 200 200 200 404 200
GET  preparation:delete           200 200 200 200 200 200 200 200 200 404 200
POST preparation:delete           200 200 200 200 200 200 200 200 200 404 200
GET  preparation:leave            405 405 405 405 405 405 405 405 405 404 405
POST preparation:leave            302 302 302 302 302 302 302 302 302 404 302
GET  preparation:calendar         200 200 200 200 200 200 200 200 200 404 200
POST preparation:calendar         405 405 405 405 405 405 405 405 405 404 405
GET  own_page:switch_off          302 405 405 405 405 404 405 302 302 404 405
POST own_page:switch_off          302 302 404 404 302 404 404 302 302 404 302
GET  own_page:open                200 200 200 200 200 200 200 200 200 404 200
POST own_page:open                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:page                200 200 200 200 200 200 200 200 200 404 200
POST own_page:page                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:plan                200 200 200 200 200 200 200 200 200 404 200
POST own_page:plan                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:agree_whole         200 200 200 200 200 200 200 200 200 404 200
POST own_page:agree_whole         200 200 200 200 200 200 200 200 200 404 200
GET  own_page:agree_goal          200 200 200 200 200 200 200 200 200 404 200
POST own_page:agree_goal          200 200 200 200 200 200 200 200 200 404 200
GET  own_page:mark_step           200 200 200 200 200 200 200 200 200 404 200
POST own_page:mark_step           200 200 200 200 200 200 200 200 200 404 200
GET  own_page:devices             200 200 200 200 200 200 200 200 200 404 200
POST own_page:devices             200 200 200 200 200 200 200 200 200 404 200
GET  own_page:off                 200 200 200 200 200 200 200 200 200 404 200
POST own_page:off                 200 200 200 200 200 200 200 200 200 404 200
GET  own_page:asks                200 200 200 200 200 200 200 200 200 404 200
POST own_page:asks                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:reply_ask           200 200 200 200 200 200 200 200 200 404 200
POST own_page:reply_ask           200 200 200 200 200 200 200 200 200 404 200
GET  own_page:meeting             200 200 200 200 200 200 200 200 200 404 200
POST own_page:meeting             200 200 200 200 200 200 200 200 200 404 200
GET  own_page:soon                200 200 200 200 200 200 200 200 200 404 200
POST own_page:soon                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:fund            200 200 200 200 200 200 200 200 200 404 200
POST own_page:fund            200 200 200 200 200 200 200 200 200 404 200
GET  own_page:changed         200 200 200 200 200 200 200 200 200 404 200
POST own_page:changed         200 200 200 200 200 200 200 200 200 404 200
GET  own_page:lend            200 200 200 200 200 200 200 200 200 404 200
POST own_page:lend            200 200 200 200 200 200 200 200 200 404 200
GET  own_page:words               200 200 200 200 200 200 200 200 200 404 200
POST own_page:words               200 200 200 200 200 200 200 200 200 404 200
GET  own_page:receipt             200 200 200 200 200 200 200 200 200 404 200
POST own_page:receipt             200 200 200 200 200 200 200 200 200 404 200
GET  own_page:print_receipt       200 200 200 200 200 200 200 200 200 404 200
POST own_page:print_receipt       200 200 200 200 200 200 200 200 200 404 200
GET  own_page:looks               200 200 200 200 200 200 200 200 200 404 200
POST own_page:looks               200 200 200 200 200 200 200 200 200 404 200
GET  own_page:cover               302 200 200 200 200 404 200 302 302 404 200
POST own_page:cover               302 400 400 400 400 404 200 302 302 404 400
GET  own_page:answer_soon         302 405 405 405 405 404 405 302 302 404 405
POST own_page:answer_soon         302 409 404 404 404 404 404 302 302 404 409
GET  own_page:change_step         200 200 200 200 200 200 200 200 200 404 200
POST own_page:change_step         200 200 200 200 200 200 200 200 200 404 200
GET  own_page:stick_step          200 200 200 200 200 200 200 200 200 404 200
POST own_page:stick_step          200 200 200 200 200 200 200 200 200 404 200
GET  own_page:tell_done           200 200 200 200 200 200 200 200 200 404 200
POST own_page:tell_done           200 200 200 200 200 200 200 200 200 404 200
GET  own_page:leaf                200 200 200 200 200 200 200 200 200 404 200
POST own_page:leaf                200 200 200 200 200 200 200 200 200 404 200
GET  own_page:leave               405 405 405 405 405 405 405 405 405 404 405
POST own_page:leave               302 302 302 302 302 302 302 302 302 404 302
GET  insight:differences                302 404 404 404 200 200 404 302 302 404 404
POST insight:differences                302 404 404 404 405 405 404 302 302 404 404
GET  plans:read                   302 200 404 404 200 404 404 302 302 404 200
POST plans:read                   302 405 405 405 405 404 405 302 302 404 405
GET  home:owed                    302 200 200 200 200 404 200 302 302 404 200
POST home:owed                    302 405 405 405 405 404 405 302 302 404 405
GET  plans:unusual                302 200 200 200 200 404 200 302 302 404 200
POST plans:unusual                302 405 405 405 405 404 405 302 302 404 405
GET  plans:see_unusual            302 404 404 404 405 404 404 302 302 404 404
POST plans:see_unusual            302 404 404 404 422 404 404 302 302 404 404
GET  plans:examples               302 200 200 200 200 404 200 302 302 404 200
POST plans:examples               302 200 200 200 200 404 200 302 302 404 200
GET  plans:example                302 404 404 404 200 404 404 302 302 404 404
POST plans:example                302 404 404 404 200 404 404 302 302 404 404
GET  plans:end_example            302 404 404 404 405 404 404 302 302 404 404
POST plans:end_example            302 404 404 404 409 404 404 302 302 404 404
GET  plans:answers                302 200 404 404 404 404 404 302 302 404 200
POST plans:answers                302 400 404 404 404 404 404 302 302 404 400
GET  plans:story                  302 200 404 404 200 404 404 302 302 404 200
POST plans:story                  302 405 405 405 405 404 405 302 302 404 405
GET  plans:print                  302 200 404 404 200 404 404 302 302 404 200
POST plans:print                  302 405 405 405 405 404 405 302 302 404 405
GET  plans:meeting                302 200 404 404 404 404 404 302 302 404 200
POST plans:meeting                302 200 404 404 404 404 404 302 302 404 200
GET  plans:alone                  302 200 404 404 404 404 404 302 302 404 200
POST plans:alone                  302 200 404 404 404 404 404 302 302 404 200
GET  plans:mark_step              302 405 405 405 404 404 405 302 302 404 405
POST plans:mark_step              302 409 404 404 404 404 404 302 302 404 409
GET  plans:requirements           302 200 404 404 200 404 404 302 302 404 200
POST plans:requirements           302 405 405 405 405 404 405 302 302 404 405
GET  plans:add_requirement        302 200 404 404 404 404 404 302 302 404 200
POST plans:add_requirement        302 200 404 404 404 404 404 302 302 404 200
GET  plans:count                  302 200 404 404 404 404 404 302 302 404 200
POST plans:count                  302 200 404 404 404 404 404 302 302 404 200
GET  plans:end                    302 200 404 404 404 404 404 302 302 404 200
POST plans:end                    302 200 404 404 404 404 404 302 302 404 200
GET  fund:funds                   302 200 200 200 200 200 200 302 302 404 200
POST fund:funds                   302 405 405 405 405 405 405 302 302 404 405
GET  fund:begin                   302 404 404 404 200 200 404 302 302 404 404
POST fund:begin                   302 404 404 404 200 200 404 302 302 404 404
GET  fund:fund                    302 404 404 404 200 200 404 302 302 404 404
POST fund:fund                    302 404 404 404 404 404 404 302 302 404 404
GET  fund:terms                   302 404 404 404 200 200 404 302 302 404 404
POST fund:terms                   302 404 404 404 200 200 404 302 302 404 404
GET  fund:table                   302 404 404 404 200 200 404 302 302 404 404
POST fund:table                   302 404 404 404 405 405 404 302 302 404 404
GET  fund:summary                 302 404 404 404 200 200 404 302 302 404 404
POST fund:summary                 302 404 404 404 405 405 404 302 302 404 404
GET  fund:summary_table           302 404 404 404 200 200 404 302 302 404 404
POST fund:summary_table           302 404 404 404 405 405 404 302 302 404 404
GET  fund:receipt                 302 200 404 404 200 404 404 302 302 404 200
POST fund:receipt                 302 405 405 405 405 404 405 302 302 404 405
GET  fund:person                  302 200 404 404 200 404 404 302 302 404 200
POST fund:person                  302 405 405 405 405 404 405 302 302 404 405
GET  fund:request                 302 200 404 404 200 404 404 302 302 404 200
POST fund:request                 302 409 404 404 409 404 404 302 302 404 409
GET  fund:ask                     302 200 404 404 404 404 404 302 302 404 200
POST fund:ask                     302 200 404 404 404 404 404 302 302 404 200
"""

ROOM = """
outbox               200/405 200/405 200/405
cover                302/302 404/404 404/404
uncover              405/302 405/404 405/404
turn                 405/302 405/302 405/302
hand                 405/404 405/404 405/404
unlock               200/200 404/404 404/404
leave                200/200 404/404 404/404
invite               200/200 404/404 404/404
waiting              200/405 404/405 404/405
answer_door          405/302 405/404 405/404
here                 302/405 302/405 302/405
welcome              200/405 200/405 200/405
prompt               200/302 404/404 200/302
screen               200/405 200/405 200/405
tap                  405/302 405/302 405/302
areas                200/405 200/405 200/405
pick                 405/404 405/404 405/404
more                 200/405 200/405 200/405
newer                404/404 404/404 404/404
open_shut            405/404 405/404 405/404
first                200/405 200/405 200/405
pick_first           405/404 405/404 405/404
area                 200/405 200/405 200/405
answer               405/302 405/302 405/302
rows                 200/405 200/405 200/405
differences          200/405 200/405 200/405
wishes               200/405 200/405 200/405
levels               200/405 200/405 200/405
differ_level         200/400 200/400 200/400
chart                200/405 200/405 200/405
chart_since          200/405 200/405 200/405
talk                 200/404 200/404 200/404
talk_step            200/400 200/400 200/400
differ               200/400 200/400 200/400
story                200/405 200/405 200/405
card                 200/405 200/405 200/405
print_card           200/405 200/405 200/405
blank                200/405 200/405 200/405
fair                 404/404 200/200 404/404
after                404/404 200/404 404/404
own                  200/400 200/400 404/404
checks               200/405 200/405 200/405
check_areas          200/405 200/405 200/405
check_rounds         200/405 200/405 200/405
check_newer          404/404 404/404 404/404
check_answer         405/302 405/302 405/302
check_rows           200/405 200/405 200/405
check_area           200/405 200/405 200/405
check_differences    200/405 200/405 200/405
check_talk           200/404 200/404 404/404
check_talk_step      200/400 200/400 404/404
check_differ         200/400 200/400 200/400
check_story          200/405 200/405 200/405
check_fair           404/404 200/200 404/404
plan                 200/405 200/405 200/405
plan_part            200/405 200/405 200/405
print_plan           200/405 200/405 200/405
meeting              200/200 200/200 200/200
obstacles            200/200 200/200 200/200
obstacle             200/200 200/404 200/200
asks                 200/200 200/200 200/200
reply_ask            302/422 302/404 302/422
promise              405/409 405/404 405/409
add_goal             200/200 200/200 200/200
goal                 200/405 200/405 200/405
reword_goal          302/422 302/422 302/422
require_goal         302/422 302/422 302/422
plan_goal            200/200 200/200 200/200
move_goal            405/404 405/404 405/404
mark_goal            405/404 405/404 405/404
add_step             302/422 302/422 302/422
set_asking           302/422 404/404 302/422
worker_agree_goal    200/200 404/404 200/200
differ_goal          200/400 200/400 200/400
differ_step          200/400 200/400 200/400
differ_line          200/400 200/400 200/400
change_step          200/200 200/200 200/200
stick_step           302/422 302/422 302/422
forks                200/200 200/200 200/200
fork                 200/404 200/404 200/404
tell_done            405/404 405/404 405/404
mark_step            405/409 405/409 405/409
leaf                 200/404 200/404 200/404
left_out             200/404 200/404 200/404
requirements         200/404 200/404 200/404
when                 200/200 200/200 200/200
differ_requirement   200/400 200/400 200/400
fund                 200/405 200/405 200/405
fund_request         200/409 200/409 200/409
fund_changed         302/409 302/409 302/409
lend                 404/404 404/409 404/404
ask_fund             200/200 200/200 200/200
whole                200/200 200/404 200/200
carry_over           200/404 404/404 200/404
set_asking_whole     302/422 404/404 302/422
receipt              200/405 200/405 200/405
print_receipt        200/405 200/405 200/405
agree                404/405 200/405 404/405
agree_whole          404/404 200/200 404/404
agree_goal           404/404 200/200 404/404
own_page             200/400 404/404 404/404
"""


@dataclass(frozen=True, slots=True)
class Cell:
    place: str
    method: str
    actor: str
    status: int


def places() -> dict[str, dict[str, str]]:
    """Every address's name, with the kinds of its parts: {"home:person": {"person": "uuid"}}."""

    def walk(patterns, spaces, parts):
        for each in patterns:
            here = parts | {
                name: type(kind).__name__.removesuffix("Converter").lower()
                for name, kind in each.pattern.converters.items()
            }
            if hasattr(each, "url_patterns"):
                inner = [*spaces, each.namespace] if each.namespace else spaces
                yield from walk(each.url_patterns, inner, here)
            else:
                assert each.name, f"{each.pattern} has no name"
                yield ":".join([*spaces, each.name]), here

    return dict(walk(get_resolver().url_patterns, [], {}))


def table() -> list[Cell]:
    cells = []
    for line in DESK.strip().splitlines():
        method, place, *statuses = line.split()
        assert len(statuses) == len(ACTORS), line
        pairs = zip(ACTORS, statuses, strict=True)
        cells += [Cell(place, method, actor, int(status)) for actor, status in pairs]
    for line in ROOM.strip().splitlines():
        name, *answers = line.split()
        for door, answer in zip(KEEPS, answers, strict=True):
            for method, status in zip(("GET", "POST"), answer.split("/"), strict=True):
                for actor in ACTORS:
                    # A method that a page does not have is refused before anyone is asked for.
                    shut = 405 if status == "405" and is_asked(door, actor) else 404
                    is_late = actor == "ended" and door == "desk" and may_be_late(name, method)
                    expected = int(status) if actor == KEEPS[door] or is_late else shut
                    cells.append(Cell(f"{door}:{name}", method, actor, expected))
    return cells


def is_asked(door: str, actor: str) -> bool:
    """A locked sign-in is turned away before any page is chosen, but for its own door and one
    that no sign-in opens."""
    return actor != "locked" or door != "desk"


def scene(cast) -> SimpleNamespace:
    """Danielle, with everything that an address can name; and a signed-in client for each actor."""
    now = timezone.now()
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    step = ring_the_council(cast.imran, goal)
    answered = answer_goal(cast.imran, goal)
    asked = ask_to_meet(cast.imran, cast.danielle)
    clients = {actor: Pages() for actor in ACTORS}
    for client in clients.values():
        client.raise_request_exception = False  # a fault is a 500 in the table's eyes
    staff = {
        "own": cast.imran,
        "team": cast.priya,
        "other_team": cast.tom,
        "manager": cast.carys,
        "administrator": cast.bea,
        "elsewhere": cast.ade,
        "locked": cast.imran,
        "ended": cast.imran,
    }
    for actor, user in staff.items():
        clients[actor].force_login(user)

    def by(actor):
        return Staff(staff[actor], digest(clients[actor].session.session_key))

    live = start_sitting(by=by("locked"), person=cast.danielle, held=Held.SIDE_BY_SIDE, pin="2580")
    Sitting.objects.filter(pk=live.pk).update(screen_seen_at=now)
    paper = start_sitting(by=by("own"), person=cast.danielle, held=Held.PAPER, pin="")
    ended = start_sitting(by=by("ended"), person=cast.danielle, held=Held.PAPER, pin="")
    Sitting.objects.filter(pk=ended.pk).update(ended_at=now)
    others = start_sitting(by=Staff(cast.priya), person=cast.aled, held=Held.PAPER, pin="")
    for actor, sitting in (("guest", live), ("other_guest", others)):
        Guest.objects.create(
            sitting=sitting,
            secret_hash=digest(f"{actor}'s secret"),
            word="kettle",
            joined_at=now,
            confirmed_at=now,
        )
        clients[actor].cookies[GUEST_COOKIE] = f"{actor}'s secret"
    waiting = Guest.objects.create(
        sitting=live, secret_hash=digest("waits"), word="lamp", joined_at=now
    )
    thread = sheet_thread(cast.danielle)
    append(
        thread.pk,
        uuid4(),
        Setting(by("ended"), ended.pk, "worker", "en", 0),
        kind=Kind.ANSWER,
        about="home.now",
        party=Party.PERSON,
        value="good",
    )
    check = sheet_thread(cast.danielle, "engagement")
    here = Setting(by("locked"), live.pk, "worker", "en", 0)
    for party, item, value in (("person", "kept", "yes"), ("worker", "w.kept", "not_yet")):
        append(
            check.pk,
            uuid4(),
            here,
            kind=Kind.ANSWER,
            about=f"doing.{item}",
            party=Party(party),
            value=value,
        )
    for of, name, about in ((thread, "", "home.now"), (check, "engagement", "doing.kept")):
        open_talk(
            room=Room("together", by("locked"), live, cast.danielle, name),
            thread=of,
            setting=here,
            act=uuid4(),
            about=about,
        )
    manuscript = next_version(Staff(cast.bea))
    file = keep_caseload(
        by=by("own"),
        raw=b"reference,called,mode\nX200009,Gwen,statutory\n",
        filename="people.csv",
    )
    level = make_level(cast.danielle)
    soon = TalkSoon.objects.create(
        pk=uuid4(), person=cast.danielle, asked_at=now, due_at=now + timedelta(days=3)
    )
    reader = let_read(cast.bea, cast.carys)
    note = keep_note(cast.imran, cast.danielle)
    fund = asking.make_fund(cast.carys)
    request = asking.ask(cast.imran, goal, fund)
    return SimpleNamespace(
        clients=clients,
        sittings={"together": live.pk, "beside": live.pk, "desk": paper.pk, "": paper.pk},
        ended=ended.pk,
        parts={
            "person": cast.danielle.pk,
            "episode": cast.danielle.episodes.get().pk,
            "file": file.pk,
            "manuscript": manuscript.pk,
            "team": cast.team.pk,
            "user": cast.priya.pk,
            "token": "AAAAAAAAAAAAAAAAAAAAAA",
            "pk": cast.imran.authenticator_set.get().pk,
            "guest": waiting.pk,
            "area": "home",
            "key": "whole-life",
            "version": 1,
            "item": "home.now",
            "since": ended.pk,
            "talk": Entry.objects.get(thread=thread, kind=Kind.TALK).pk,
            "check": "engagement",
            "check_talk": Entry.objects.get(thread=check, kind=Kind.TALK).pk,
            "goal": goal.pk,
            "entry": answered.pk,
            "ask": asked,
            "obstacle": no_phone(cast.imran, cast.danielle),
            "level": level.pk,
            "fork": two_ways(cast.imran, cast.danielle),
            "line": brings(cast.imran, cast.danielle),
            "leaf": "bring",
            "number": 1,
            "requirement": ordered(cast.imran, cast.danielle).pk,
            "note": note.pk,
            "reader": reader.pk,
            "soon": soon.pk,
            "fund": fund.pk,
            "asked": request.pk,
            "decision": told_to_the_team(cast.carys, off_the_path(cast.imran, cast.danielle)),
            "receipt": asking.receipt(request).pk,
        },
        steps={
            "uuid": step.pk,
            "prompt": instrument_of(thread).prompts[0].key,
            "talk_step": "person",
        },
        # Who is shown when one of these words is.
        people={
            cast.danielle.pk: ("Danielle", "Marsh", "X200001"),
            cast.aled.pk: ("Aled", "Ŵyn-Jones", "X200002"),
            cast.kofi.pk: ("Kofi",),
        },
        person=cast.danielle.pk,
    )


def next_version(by: Staff) -> Manuscript:
    """What the organisation writes after a version of its own: one question is left out."""
    own = parse(OURS)
    keep_release(by.user.organisation, own, OURS)
    begun = begin_manuscript(by=by, act=uuid4(), title="", copied=own, is_next=True)
    place = ("areas", "home", "items", "better")
    change(by=by, manuscript=begun, edit=lambda tree, taken: take_out(tree, taken, place, "Better"))
    return begun


def address(at: SimpleNamespace, place: str, actor: str, kinds: dict[str, str]) -> str:
    parts = {}
    for name, kind in kinds.items():
        if name == "sitting":
            door = place.partition(":")[0] if place.partition(":")[0] in KEEPS else ""
            parts[name] = at.ended if actor == "ended" else at.sittings[door]
        elif name == "step":
            page = place.partition(":")[2].removeprefix("check_")
            parts[name] = at.steps["uuid" if kind == "uuid" else page]
        else:
            parts[name] = at.parts[name]
    if place == "assessments:manuscript_fate":
        parts["item"] = "home.better"  # which is left out
    if "check" in parts:
        in_check = {"area": "doing", "item": "doing.kept", "talk": at.parts["check_talk"]}
        parts |= {name: value for name, value in in_check.items() if name in parts}
    return reverse(place, kwargs=parts)
