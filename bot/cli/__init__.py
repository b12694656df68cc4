"""The command line: a command parses, calls one task, and prints lines that a pure generator made."""

from bot.cli.lazy import LazyCommand, LazyGroup

_COMMANDS = {
    "demo": LazyCommand("bot.cli.demo", "Replay an example course and build its blog; nothing leaves the machine."),
    "try": LazyCommand("bot.cli.try_", "Read a public hashtag and show its digest; no account, no configuration."),
    "init": LazyCommand("bot.cli.init", "Ask four questions and write a configuration."),
    "login": LazyCommand("bot.cli.login", "Let welearned post from an account."),
    "doctor": LazyCommand("bot.cli.doctor", "Check everything that must be right before going live."),
    "run": LazyCommand("bot.cli.run", "Run the daemon: poll, compose and publish, each at its time."),
    "poll": LazyCommand("bot.cli.poll", "Read what is new under the hashtags, and keep it."),
    "import": LazyCommand("bot.cli.import_", "Read posts from archives."),
    "read-links": LazyCommand("bot.cli.links", "Read the pages behind shared links."),
    "compose": LazyCommand("bot.cli.compose", "Compose a day's digest."),
    "preview": LazyCommand("bot.cli.preview", "Show a digest exactly as it would go out."),
    "note": LazyCommand("bot.cli.verdicts", "Write the sentence that says why a page is worth the time."),
    "pin": LazyCommand("bot.cli.verdicts", "Put a page at the top of a digest."),
    "drop": LazyCommand("bot.cli.verdicts", "Take a page out of a digest."),
    "approve": LazyCommand("bot.cli.verdicts", "Let a digest go out."),
    "correct": LazyCommand("bot.cli.corrections", "Put right what a published digest says, in every outlet."),
    "withdraw": LazyCommand("bot.cli.corrections", "Take a published digest back from every outlet."),
    "merge": LazyCommand("bot.cli.verdicts", "Take two pages for one."),
    "split": LazyCommand("bot.cli.verdicts", "Keep two pages apart."),
    "mail": LazyCommand("bot.cli.mail", "Tell who gets digests by mail; add, remove, try."),
    "publish": LazyCommand("bot.cli.publish", "Send what is due."),
    "build": LazyCommand("bot.cli.build", "Write the whole blog anew from the database."),
    "pause": LazyCommand("bot.cli.course", "Send nothing for a course until it is resumed."),
    "resume": LazyCommand("bot.cli.course", "End a pause."),
    "status": LazyCommand("bot.cli.status", "Tell what was read and sent, and what waits for a person."),
    "cost": LazyCommand("bot.cli.cost", "Tell what networks that bill were paid, and what the month will cost."),
    "desk": LazyCommand("bot.cli.desk", "Review the digest in a browser: pick, order, word, approve."),
    "review": LazyCommand("bot.cli.review", "The verbs of the desk on the command line: list, move, title, stop …"),
    "explain": LazyCommand("bot.cli.explain", "Tell why a page is or is not in a digest."),
    "serve": LazyCommand("bot.cli.serve", "Show the blog on this machine."),
    "never": LazyCommand("bot.cli.never", "Keep a site, a word or a person out of a course."),
    "activity": LazyCommand("bot.cli.activity", "Tell what was done month by month, in counts that tell of nobody."),
    "person": LazyCommand("bot.cli.person", "Show, export, delete or rename what is held of one person."),
    "consent": LazyCommand("bot.cli.consent", "List what people told us, take in a signed roster, see requests."),
    "forms": LazyCommand("bot.cli.forms", "Serve the public forms: stop, delete and the like, without an account."),
    "config": LazyCommand("bot.cli.config", "Check or show the configuration."),
    "templates": LazyCommand("bot.cli.templates_check", "Check templates against every network's limits."),
    "card": LazyCommand("bot.cli.card", "Print what each saved page says of itself, as JSON lines."),
    "label": LazyCommand("bot.cli.label", "Print what each link is and which rule says so, as JSON lines."),
    "recanonical": LazyCommand("bot.cli.recanonical", "Spell stored addresses by the rules of this version."),
    "canonical": LazyCommand("bot.cli.canonical", "Print the one spelling of each address read from standard input."),
}

main = LazyGroup(
    table=_COMMANDS,
    help="What a learning community shared today: collected, credited and published as one digest, exactly once.",
)
"""The command `welearned`; exit codes are those of `bot.cli.exits`."""
