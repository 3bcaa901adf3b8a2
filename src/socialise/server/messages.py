"""The messages of the API: their shapes and limits, as /openapi.json describes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from socialise.form.fields import ROW_LIMIT, TEXT_LIMIT

Name = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=100),
]

_TEXT = {"type": "string", "maxLength": TEXT_LIMIT}
Answers = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {
            "type": "object",
            "description": "Les réponses telles qu'elles ont été écrites, par champ. "
            "Une clé absente est une question sans réponse. Un champ privé n'y est jamais.",
            "additionalProperties": {
                "anyOf": [
                    _TEXT | {"description": "Texte, nombre, date, durée, choix, échelle."},
                    {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "Plusieurs choix, ou un classement.",
                    },
                    {
                        "type": "object",
                        "additionalProperties": {"type": "string"},
                        "description": "Une classification : élément, puis catégorie.",
                    },
                    {
                        "type": "array",
                        "maxItems": ROW_LIMIT,
                        "items": {"type": "object", "additionalProperties": _TEXT},
                        "description": "Un tableau, ligne par ligne.",
                    },
                ]
            },
        }
    ),
]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Answered(BaseModel):
    """Les réponses à une activité."""

    lesson: Name = Field(description="Leçon.", examples=["02-propulsion-ou-ancrage"])
    activity: Name = Field(description="Activité de la leçon.", examples=["persona"])
    answers: Answers


class TakeHomeAsked(Answered):
    """Les réponses à une activité, et la chose à emporter qu'on veut en faire."""

    id: Name = Field(description="Chose à emporter.", examples=["carte-pdf"])


class Joining(BaseModel):
    """Le code de la salle."""

    code: Annotated[str, StringConstraints(strict=True, max_length=40)] = Field(
        description="Le code affiché; majuscules, espaces et traits d'union sont libres.",
        examples=["C4F-7HK"],
    )


class Joined(_Message):
    """Un pseudonyme et son secret, qui n'est donné que cette fois."""

    learner: str = Field(description="Pseudonyme.", examples=["erable-42"])
    secret: str = Field(description="À envoyer dans « Authorization: Bearer … ».")


class Receipt(_Message):
    """L'accusé de réception d'une remise."""

    receipt: str = Field(description="Numéro de l'accusé.", examples=["ABCD-EFGH-IJKL"])
    learner: str = Field(description="Pseudonyme.")
    lesson: str = Field(description="Leçon.")
    activity: str = Field(description="Activité.")
    received_at: str = Field(
        description="Moment de la première réception de ces réponses.",
        json_schema_extra={"format": "date-time"},
    )


class ListedReceipt(Receipt):
    """Un accusé de réception, et ce qu'il en est maintenant."""

    title: str = Field(description="Titre de l'activité.")
    current: bool = Field(description="Vrai pour la remise qui sera notée.")
    feedback: bool = Field(description="Vrai quand la rétroaction de cette activité est publiée.")


class Receipts(_Message):
    """Les remises d'une personne, la plus récente en premier."""

    learner: str = Field(description="Pseudonyme.")
    submissions: list[ListedReceipt]


class Place(_Message):
    """Une phrase sur une réponse, et l'endroit : champ, ligne à partir de 0, colonne."""

    field: str
    text: str
    row: int | None = None
    column: str | None = None


class Refused(_Message):
    """Pourquoi ce n'est pas fait, en français : l'endroit, le fait, le remède."""

    message: str
    problems: list[Place] = Field(default=[], description="Chaque endroit à revoir.")


class Criterion(_Message):
    """Le verdict sur un critère."""

    id: str
    label: str
    outcome: Literal["met", "not_met", "a_verifier"] = Field(
        description="Atteint; pas encore; à vérifier : une réponse ne se lit pas."
    )
    points: float
    max_points: float
    seen: str = Field(description="Ce qui a été vu, en texte simple.")
    hint: str = Field(description="Ce qui passerait, avec un exemple.")


class Hidden(_Message):
    """Un critère vérifié à la remise : ses points, sans verdict."""

    id: str
    points: float


class FreeText(_Message):
    """Un texte que la personne qui anime l'atelier lira."""

    id: str
    field: str = Field(description="Le champ qui le contient.")
    label: str
    points: float
    answered: bool


class Readout(_Message):
    """Un résultat calculé."""

    text: str
    status: Literal["ok", "incomplete", "a_verifier"]


class Drawing(_Message):
    """Un dessin fait à partir des réponses, et le même en mots."""

    svg: str
    text: str


class TakeHome(_Message):
    """Une chose à emporter."""

    id: str
    label: str
    filename: str
    ready: bool


class Verdicts(_Message):
    """Les verdicts sur les réponses à une activité (docs/formats.md)."""

    format: Literal["socialise-verdicts"]
    version: Literal[1]
    lesson: str
    activity: str
    criteria: list[Criterion]
    hidden: list[Hidden]
    free_text: list[FreeText]
    readouts: dict[str, Readout]
    figures: dict[str, Drawing]
    problems: list[Place] = Field(description="Chaque réponse qui ne se lit pas.")
    notices: list[Place] = Field(description="Ce qui semble nommer une vraie personne.")
    take_home: list[TakeHome]


class Signature(_Message):
    """À qui est le fichier, et la marque du serveur qui le prouve."""

    learner: str
    mac: str = Field(pattern="^[0-9a-f]{64}$", description="HMAC-SHA256.")


class SignedAnswers(_Message):
    """Un fichier de réponses signé (docs/formats.md)."""

    format: Literal["socialise-answers"]
    version: Literal[1]
    lesson: str
    activity: str
    answers: Answers
    signature: Signature


class Health(_Message):
    """L'état du serveur."""

    ready: bool
