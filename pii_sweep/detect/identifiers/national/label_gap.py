"""What stands between a label and its number: `PAN No. (if any):`, `Mein Reisepass lautet`, a line's end."""

from __future__ import annotations

_KIND = (
    r"(?:card|id|nos?|nr|num(?:ber|ero)?|n[úu]m(?:ero)?|num[ée]ro|nro|n\.?[°º]|n(?=[.:])|nummer|numer|br(?=[.:])|broj|č(?=[.:])|št(?=[.:])|številka|číslo|szám[a]?|code"
    r"|carte?|(?:del? )?titular"
    r"|tarjeta|номер|αριθμ[οό]ς|מס(?:פר)?['׳]?|رقم|شماره|نمبر|सं(?:ख्या)?|नं(?:बर)?|নং|নম্বর|সংখ্যা|નંબર|எண்"
    r"|సంఖ్య|ಸಂಖ್ಯೆ|നമ്പർ|ਨੰਬਰ|หมายเลข|เลขที่|ნომერი|համար(?:ը)?|ቁጥር|លេខ|số|번호|番号|号码?|號碼?|[#№])"
)
# A word or sign for a number, a label's own among them: `Spendernummer`, `被保険者番号`.
NUMBERED = rf"(?:(?<![^\W_]){_KIND}(?![^\W_])|(?:nummer|nr|ausweis)(?![^\W_])|番号|号|號|번호)"
# Words that say `is` stand apart from label and number; a parenthesis may hold the number.
_IS = r"[ ](?:is|was|ist|lautet|war|est|le|es|è|é|jest|är|er|on|as|reads?|shows|als|comme|como|come)(?=[ :])"
BETWEEN = (
    rf"\.?(?:[ \-]?{_KIND}(?![a-z])\.?[ ]?){{0,3}}(?:[ ]?\([^()\n\d]{{1,30}}\))?(?:[ ]{{2,30}}(?=[:=|]))?"
    rf"(?:[ ]?(?:is|:|=|-|–|\.{{2,20}}|\||は|が|为|為)|{_IS}){{0,2}}(?:[ \t]{{7,40}}"
    rf"|[\"'`“„«‹ \t(\[]{{0,6}})(?:\n[ \t]{{0,4}}){{0,2}}"
)
# The word for a number may stand further on in the sentence of its label, behind a mark or an article, so
# that it is no telephone and no order: `the passport of my aunt, No. L7740132`.
FAR = (
    r"(?:(?P<gap>[^\d\n.;!?]{1,36}(?:[,(:][ ]?|[ ](?=the|its|his|her))(?:(?:the|its|his|her)[ ])?)"
    rf"{_KIND}(?![^\W\d_])\.?[ ]?(?:reads|shows|lautet|is|:)?[ ]{{1,2}}|{BETWEEN})"
)
