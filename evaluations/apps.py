from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"

    def ready(self) -> None:
        from evaluations.engines.openai.shared import shared
        from evaluations.pipeline.limits import DatabaseLimits
        from evaluations.pipeline.memory import DatabaseMemory

        shared.memory, shared.limits = DatabaseMemory(), DatabaseLimits()
