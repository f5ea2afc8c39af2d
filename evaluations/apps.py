from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"

    def ready(self) -> None:
        from evaluations.engines.openai import memory
        from evaluations.pipeline.memory import DatabaseMemory

        memory.use(DatabaseMemory())
