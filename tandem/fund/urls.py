from django.urls import path

from tandem.fund.views import desk, funds

app_name = "fund"
urlpatterns = [
    path("fund", desk.funds, name="funds"),
    path("fund/begin", funds.begin, name="begin"),
    path("fund/<uuid:fund>", funds.fund, name="fund"),
    path("fund/<uuid:fund>/rules", funds.terms, name="terms"),
    path("fund/<uuid:fund>/table.csv", funds.table, name="table"),
    path("fund/<uuid:fund>/short", funds.summary, name="summary"),
    path("fund/<uuid:fund>/short.csv", funds.summary_table, name="summary_table"),
    path("people/<uuid:person>/fund", desk.person, name="person"),
    path("people/<uuid:person>/fund/<uuid:asked>", desk.one, name="request"),
    path(
        "people/<uuid:person>/fund/<uuid:asked>/receipts/<uuid:receipt>",
        desk.receipt,
        name="receipt",
    ),
    path("people/<uuid:person>/plan/goals/<uuid:goal>/fund", desk.ask, name="ask"),
]
