"""Words that say nothing about a subject, of the languages that courses are most often held in."""

_ENGLISH = """
a about above after again against all also always am an and any anyone are as at be because been before being below
best better between both but by can could day did do does doing done down during each else ever every everyone few
find for found from further get gets getting give gives go going good got great had has have having he her here hers
him his how i if in into interesting is isn it its just know last least less let like link look love lovely made make
makes many matter matters may me might more most much must my need needs never new next no nor not nothing now of off
often on once one only or other our out over own part people per please post put read reading really right said same
say says see seen share shared sharing she should show shows so some something still such take takes tell than thanks
that the their them then there these they thing things think this those through time times to today together too two
under until up us use used using very via want was watch way ways we week well were what when where which while who
whole why will with within without worth would year years yes yesterday yet you your
"""
_FRENCH = """
a ai alors après as au aucun aujourd aussi autre autres aux avant avec avoir beaucoup bien bon bonne ça car ce cela
ces cet cette ceux chaque chez ci comme comment d dans de des deux devrait dire dit doit donc dont du elle elles en
encore entre es est et été être eu fait faire faut fois font hier hors ici il ils j je jour juste l la là le les leur
leurs lien lire lui m ma mais me même mes mieux moi moins mon n ne ni nos notre nous nouveau nouvelle on ont ou où par
parce pas peu peut plus pour pourquoi près quand que quel quelle quelles quels qui quoi rien s sa sans se sera ses si
son sont sous sur t ta te tes toi ton tous tout toute toutes très trois trop tu un une va vers voici voir vos votre
vous y
"""
_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei bin bis bist da damit dann das dass
dein dem den der des dich die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
eines er es euch euer für gegen gibt gut hab habe haben hat hatte heute hier hin hinter ich ihr ihre im immer in ins
ist ja jede jeden jeder jedes jetzt kann kein keine können lesen machen man mehr mein mich mir mit muss müssen nach
neu neue nicht nichts noch nun nur ob oder ohne schon sehr sein seine sich sie sind so soll sollte tag über um und uns
unser unter viel vom von vor war was weg weil wenn wer werden wie wieder will wir wird wo zu zum zur zwei zwischen
"""
_SPANISH = """
al algo alguien algún alguna ante antes aquí así aún cada como cómo con contra cosa cosas cual cuál cuando cuándo de
del desde donde dónde dos el él ella ellas ellos en entre era es esa ese eso esta está estaba estas este esto estos
fue gracias ha hace hacer han hasta hay hoy la las le les lo los más me mi mis mucho muy nada ni no nos nosotros
nuestra nuestro nueva nuevo o otra otro para pero poco por porque puede qué que quien quién se ser si sí sin sobre
solo son su sus también tan te tiene todo todos tres tu un una uno unos usted va ver y ya yo
"""

_ONLY_ALONE = """
best day days good great link new people read reading show time times watch week work year
"""
ONLY_ALONE = frozenset(_ONLY_ALONE.split())
"""Words of these that say something beside another: "wait time", "reading list"."""

PLAIN_WORDS = frozenset(f"{_ENGLISH} {_FRENCH} {_GERMAN} {_SPANISH}".split())
"""All of them: a community seldom writes in one language only."""
