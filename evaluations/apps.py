from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"

    def ready(self) -> None:
        from evaluations.blind_review import PolicyRule
        from evaluations.engines.openai.shared import shared
        from evaluations.pipeline.limits import DatabaseLimits
        from evaluations.pipeline.memory import DatabaseMemory
        from interviews import blind

        blind.review.rule = PolicyRule()
        shared.memory, shared.limits = DatabaseMemory(), DatabaseLimits()
