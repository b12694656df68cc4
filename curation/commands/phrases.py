"""How commands are said, by language; English is understood everywhere.

Case, punctuation and accents do not matter: "Arrêtez!" is "arretez".
"""

from collections.abc import Mapping

from curation.commands.asked import Asked, Command

Phrases = Mapping[str, Mapping[Asked, tuple[str, ...]]]

_STOP, _START, _ERASE = Asked(Command.STOP), Asked(Command.START), Asked(Command.ERASE)
_NAME, _HANDLE = Asked(Command.CREDIT, "name"), Asked(Command.CREDIT, "handle")
_MENTION, _NONE = Asked(Command.CREDIT, "mention"), Asked(Command.CREDIT, "none")
_ALIAS = Asked(Command.CREDIT, "alias")
_QUOTE, _NO_QUOTE = Asked(Command.QUOTE, "yes"), Asked(Command.QUOTE, "no")
_HELP, _SHOW, _UNDO = Asked(Command.HELP), Asked(Command.SHOW), Asked(Command.UNDO)

BEGINNINGS: Phrases = {
    "en": {
        _STOP: ("stop", "please stop", "leave me out", "please leave me out", "unsubscribe"),
        _ERASE: ("delete me", "please delete me", "forget me", "please forget me", "remove me", "please remove me"),
        _NONE: ("credit none", "credit nobody", "no credit"),
        _NO_QUOTE: ("quote no", "no quote", "do not quote me", "don't quote me"),
    },
    "fr": {
        _STOP: (
            "arrête",
            "arrêtez",
            "s'il te plaît arrête",
            "s'il vous plaît arrêtez",
            "stop s'il vous plaît",
            "laissez-moi",
            "ne me reprenez plus",
        ),
        _ERASE: (
            "supprimez-moi",
            "supprime-moi",
            "effacez-moi",
            "efface-moi",
            "oubliez-moi",
            "oublie-moi",
            "s'il vous plaît supprimez-moi",
            "s'il te plaît supprime-moi",
        ),
        _NONE: ("crédit aucun", "crédit rien", "aucun crédit", "pas de crédit"),
        _NO_QUOTE: ("citation non", "pas de citation", "ne me citez pas", "ne me cite pas"),
    },
}
"""What narrows use: known by its first words, also behind a greeting."""

WHOLE: Phrases = {
    "en": {
        _HELP: ("help", "info", "hello", "hi", "help me"),
        _START: ("start",),
        _NAME: ("credit name",),
        _HANDLE: ("credit handle",),
        _MENTION: ("credit mention",),
        _ALIAS: ("credit alias",),
        _QUOTE: ("quote yes",),
        _SHOW: ("show me",),
        _UNDO: ("undo",),
    },
    "fr": {
        _HELP: ("aide", "aidez-moi", "info", "bonjour", "salut"),
        _START: ("commencer", "commencez", "d'accord pour commencer"),
        _NAME: ("crédit nom",),
        _HANDLE: ("crédit compte", "crédit identifiant"),
        _MENTION: ("crédit mention",),
        _ALIAS: ("crédit alias", "crédit pseudonyme", "crédit pseudo"),
        _QUOTE: ("citation oui", "citez-moi"),
        _SHOW: ("montrez-moi", "montre-moi", "mes données"),
        _UNDO: ("annuler", "annulez", "annule"),
    },
}
"""What may widen use: must be the whole message."""

WITH_WORDS: Mapping[str, Mapping[Command, tuple[str, ...]]] = {
    "en": {Command.CREDIT: ("credit alias",), Command.LINK: ("link",)},
    "fr": {
        Command.CREDIT: ("crédit alias", "crédit pseudonyme", "crédit pseudo"),
        Command.LINK: ("lier", "relier", "liez"),
    },
}
"""What takes words of the person's own: all that is left of the message."""

REPLIES: Phrases = {
    "en": {_START: ("yes", "ok", "okay"), _STOP: ("no",)},
    "fr": {_START: ("oui", "ok", "d'accord"), _STOP: ("non",)},
}
"""Answers to a question of ours; in public they may answer anything."""
