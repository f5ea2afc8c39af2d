from django.urls import path

from evaluations.pages import answers, decisions, downloads, engines, evaluation, home, imports, passes, paste, policy

app_name = "evaluations"
urlpatterns = [
    path("", home.home, name="home"),
    path("interviews/<uuid:pk>/paste/", paste.paste, name="paste"),
    path("interviews/<uuid:pk>/paste/keep/", paste.keep, name="paste_keep"),
    path("interviews/<uuid:pk>/paste/repair/", paste.mend, name="paste_repair"),
    path("interviews/<uuid:pk>/paste/questions/", paste.questions, name="paste_questions"),
    path("openings/<uuid:pk>/engine/", policy.engine, name="opening_engine"),
    path("engines/", engines.engines, name="engines"),
    path("engines/checks/<int:pk>/", engines.check, name="engine_check"),
    path("import/", imports.new, name="import"),
    path("import/<uuid:pk>/", imports.batch, name="import_batch"),
    path("answers/<uuid:pk>/", answers.answer, name="answer"),
    path("answers/<uuid:pk>/state/", answers.state, name="answer_state"),
    path("answers/<uuid:pk>/move/", answers.move, name="move"),
    path("answers/<uuid:pk>/delete/", answers.delete, name="delete"),
    path("evaluations/<uuid:pk>/", evaluation.evaluation, name="evaluation"),
    path("evaluations/<uuid:pk>/download/<str:form>/", downloads.evaluation, name="download"),
    path("interviews/<uuid:pk>/download/<str:form>/", downloads.interview, name="download_interview"),
    path("candidates/<uuid:pk>/download/<str:form>/", downloads.candidate, name="download_candidate"),
    path("evaluations/<uuid:pk>/original/", downloads.original, name="original"),
    path("evaluations/<uuid:pk>/progress/", evaluation.progress, name="progress"),
    path("evaluations/<uuid:pk>/sections/<str:name>/", evaluation.section, name="section"),
    path("evaluations/<uuid:pk>/ratings/<str:item>/", decisions.rate, name="rate"),
    path("evaluations/<uuid:pk>/flags/<str:item>/", decisions.decide_flag, name="flag"),
    path("evaluations/<uuid:pk>/recommendation/<str:item>/", decisions.override, name="override"),
    path("evaluations/<uuid:pk>/review/", decisions.mark_reviewed, name="review"),
    path("evaluations/<uuid:pk>/cancel/", passes.cancel, name="cancel"),
    path("evaluations/<uuid:pk>/passes/<str:kind>/retry/", passes.retry, name="retry"),
]
