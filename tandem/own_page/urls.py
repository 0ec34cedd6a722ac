from django.urls import path

from tandem.own_page.views import agreeing, alone, asking, desk, fund, leaves, receipts, steps

app_name = "own_page"
urlpatterns = [
    path("people/<uuid:person>/own-page/off", desk.switch_off, name="switch_off"),
    path("soon/<uuid:soon>", desk.answer_soon, name="answer_soon"),
    path("cover", desk.cover, name="cover"),
    # The person's own pages. No address says what they are for.
    path("o/<str:token>", alone.open_link, name="open"),
    path("page", alone.page, name="page"),
    path("page/plan", alone.plan, name="plan"),
    path("page/plan/agree", agreeing.agree_whole, name="agree_whole"),
    path("page/plan/agree/<uuid:goal>", agreeing.agree_goal, name="agree_goal"),
    path("page/answers/<uuid:entry>", receipts.receipt, name="receipt"),
    path("page/answers/<uuid:entry>/print", receipts.on_paper, name="print_receipt"),
    path("page/steps/<uuid:step>", steps.mark_step, name="mark_step"),
    path("page/steps/<uuid:step>/change", steps.change_step, name="change_step"),
    path("page/steps/<uuid:step>/stuck", steps.stick_step, name="stick_step"),
    path("page/done", steps.tell_done, name="tell_done"),
    path("page/pages/<int:number>", leaves.leaf, name="leaf"),
    path("page/asks", asking.asks, name="asks"),
    path("page/asks/<uuid:ask>", asking.reply, name="reply_ask"),
    path("page/meeting", asking.meeting, name="meeting"),
    path("page/soon", asking.soon, name="soon"),
    path("page/fund", fund.fund, name="fund"),
    path("page/fund/<uuid:asked>", fund.say_what_changed, name="changed"),
    path("page/fund/<uuid:asked>/others", fund.lend, name="lend"),
    path("page/words", alone.words, name="words"),
    path("page/looks", alone.looks, name="looks"),
    path("page/devices", alone.devices, name="devices"),
    path("page/off", alone.switch_off, name="off"),
    path("page/leave", alone.leave, name="leave"),
]
