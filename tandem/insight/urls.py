from django.urls import path

from tandem.insight import views

app_name = "insight"
urlpatterns = [
    path("figures", views.figures, name="figures"),
    path("figures/differences", views.differences, name="differences"),
]
