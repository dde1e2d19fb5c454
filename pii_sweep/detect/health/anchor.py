"""Signs that a text is about one person's health, and signs of a text about medicine at large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pii_sweep.detect.text import gate
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Where

# A label before the name or number of the one whose record it is.
_PATIENT = gate.gated(
    r"(?i)\b(?:patient(?:in|en)?(?:['’]s)?(?:[ _]?(?:name|information|details|daten|demographics))?"
    r"|pt(?:[ .]?name)?"
    r"|name[ ]of[ ](?:the[ ])?(?:patient|child|student|insured)|client(?:[ ]name)?|resident(?:[ ]name)?"
    r"|claimant"
    r"|insured(?:[ ]name)?|subscriber(?:[ ]name)?|member(?:[ ]name)?|beneficiary|enrollee"
    r"|student(?:[ ]name)?|pupil"
    r"|employee(?:[ ]name)?|injured[ ](?:worker|employee|party)|nom[ ]du[ ]patient|assur[ée]e?|paciente"
    r"|nombre[ ]del[ ]paciente|asegurad[oa]|versicherte[rn]?|name[ ]des[ ]versicherten|bewohner(?:in)?"
    r"|arbeitnehmer(?:in)?|salarié[e]?|enfant|élève|trabajador(?:a)?|alumn[oa]|paziente|assistit[oa]"
    r"|lavora(?:tore|trice)|patiënt|cliënt|werknemer|verzekerde|utente|segurad[oa]|beneficiári[oa]"
    r"|trabalhador(?:a)?|pacjent(?:ka)?|ubezpieczony|donor|candidate|soldier|service[ ]member|camper|athlete"
    r"|participant|child|infant|applicant)[ ]?[:#"
    r"|][ \t]*(?=[^\W_])"
    r"|(?-i:\bPATIENT['’]?S?[ ](?:NAME|BIRTH|ADDRESS|INFORMATION)|\bINSURED['’]S[ ](?:NAME|I\.?D))"
    r"|\bpatient['’]s[ ](?:full[ ])?name\b[^\n]{0,60}\n|\bNM1\*(?:IL|QC)\*"
    r"|(?:patient(?:role)?|subject|beneficiary)\.[\w.@ ]{1,60}:"
)
_NUMBER = gate.gated(
    r"(?i)\b(?:mrn|medical[ ]rec(?:ord)?s?[ ]?(?:no|num(?:ber)?|#|id)?|(?:patient|chart|encounter|visit"
    r"|accession"
    r"|specimen|member|subscriber|claim|prescription|rx|nhs|fall|patienten?|versicherten?)[ _\-]{0,2}(?:no"
    r"|nr|num(?:ber)?|id|nummer|(?=#))"
    r"|date[ ]of[ ](?:birth|admission|discharge|service|injury|visit)|d\.?o\.?b|dos|geb(?:oren)?(?:\.|[ ]am)"
    r"|geburtsdatum|n[ée]e?[ ]le|date[ ]de[ ]naissance|fecha[ ]de[ ](?:nacimiento|ingreso|alta)|admitted"
    r"|nat[oa][ ]il|data[ ]di[ ]nascita|geboren[ ]op|geboortedatum|data[ ]de[ ]nascimento|nascid[oa][ ]em"
    r"|född|fødselsdato|født|data[ ]urodzenia|urodzon[ya]|nacid[oa][ ]el"
    r"|discharged|aufnahme(?:datum)?|entlassung(?:sdatum)?|collected|birth[ ]?(?:date|time"
    r"|day))(?![a-z])[^\n:#_]{0,12}[:#]?[ ]{0,3}[A-Z]{0,4}[\-]?\d"
    r"|(?:patient|subject|individual)(?:\.reference)?\"?[:][ ]?\"?(?:urn:uuid:|patient/)"
)
# What a clinician writes of one patient.
_CLINICAL = (
    r"(?:denie[sd]|report(?:s|ed)|complain(?:s|ed)|endorse[sd]|present(?:s|ed)|underwent|tolerated"
    r"|(?:was|were|is|has[ ]been|have[ ]been|had[ ]been|being)[ ](?:recently[ ]|previously[ ]|first[ ]"
    r"|now[ ])?"
    r"(?:admitted|discharged|diagnosed|treated|started|prescribed|referred|hospitali[sz]ed|seen|examined"
    r"|taking|on|placed|given|evaluated|vaccinated|tested|operated|assessed|screened|signed[ ]off|advised)"
    r"|ha[sd][ ](?:a[ ])?(?:long[ \-])?(?:history|had|suffered|developed|undergone|recovered|tested"
    r"|struggled|chronic)"
    r"|suffer(?:s|ed)|take[sn]|tested[ ]positive|need(?:s|ed)|lives[ ]with|recover(?:s|ed|ing))"
)
_THIRD = gate.gated(
    rf"(?i)\b(?:he|she|(?:the[ ]|this[ ]|our[ ])?(?:patient|pt|client|child|student|claimant|resident"
    rf"|employee)"
    rf"|(?:mr|mrs|ms|mx|miss|dr)\.?[ ][\w'’\-]+|(?:my|our|his|her|their)[ ](?:son|daughter|husband|wife"
    rf"|mother|father"
    rf"|mom|mum|dad|child|kid|partner|brother|sister|baby))[ ](?:also[ ]|currently[ ]|still[ ]|has[ ]"
    rf"|now[ ])?"
    rf"{_CLINICAL}\b"
    r"|\b\d{1,3}[ \-](?:year|yr|y|month|mo)s?[ \-/]?(?:old|o)\b[^.\n]{0,40}\b(?:man|woman|male|female|boy"
    r"|girl|child|patient"
    r"|gentleman|lady|presents?|presenting|with|who)\b"
    r"|\b(?:die[ ]patientin|der[ ]patient|(?:frau|herr)[ ]\w+)[ ](?:\w+[ ]){0,3}?(?:wurde|stellte|klagt"
    r"|leidet|hat|ist"
    r"|berichtet|erhielt|wird)"
    r"|\b(?:la[ ]patiente|le[ ]patient|m(?:me|lle|r)?\.?[ ]\w+)[ ](?:\w+[ ]){0,2}?(?:présente|a[ ]été"
    r"|est[ ]traitée?"
    r"|souffre|consulte|se[ ]plaint|prend|décrit)"
    r"|\b(?:(?:el|la)[ ]paciente|d(?:on|oña|\.ª?)?[ ]\w+|sra?\.[ ]\w+)[ ](?:\w+[ ]){0,2}?(?:acude|presenta"
    r"|refiere|niega"
    r"|ingres[aó]|padece|toma|fue)"
    r"|\b(?:(?:il|la)[ ]paziente|(?:il[ ]signor|la[ ]signora"
    r"|sig\.(?:ra)?)[ ]\w+)[ ,](?:\w+[ ]){0,3}?(?:riferisce"
    r"|presenta|lamenta|assume|è|ricoverat[oa]|affett[oa])"
    r"|\b(?:de[ ]patiënte?|de[ ]cliënt|(?:mevrouw|meneer|mw\.|dhr\.)[ ]\w+)[ ](?:\w+[ ]){0,3}?(?:heeft|is"
    r"|werd"
    r"|gebruikt|klaagt|krijgt|meldt)"
    r"|\b(?:(?:o|a)[ ](?:paciente|doente|utente)|sra?\.[ ]\w+)[ ](?:\w+[ ]){0,2}?(?:refere|apresenta|nega|foi"
    r"|toma|queixa-se|está)"
    r"|\b(?:patienten|pacjent(?:ka)?|pasienten)[ ](?:\w+[ ]){0,2}?(?:har|är|söker|er|zgłasza|leczon[ya]"
    r"|przyjęt[ya])\b"
)
_FIRST = gate.gated(
    r"(?i)\bi(?:['’](?:m|ve|d))?[ ](?:\w+[ ]){0,2}?(?:diagnosed|prescribed|hospitali[sz]ed|pregnant"
    r"|suffer(?:ing)?|tested[ ]positive"
    r"|been[ ]in[ ](?:the[ ])?hospital|undergo|underwent|having[ ]surgery|recovering|(?:off|out)[ ]sick)\b"
    r"|\b(?:put|started|has|have)[ ]me[ ]on\b|\bsick[ ]note\b|\bi[ ](?:take|use|carry)[ ]"
    r"|\bmy[ ](?:\w+[ ])?(?:doctor|gp|therapist|psychiatrist|oncologist|surgeon|prescription|medication"
    r"|meds|diagnosis"
    r"|surgery|treatment|symptoms|test[ ]results|blood[ ](?:test|work|pressure)|insulin|inhaler|pregnancy"
    r"|asthma|diabetes|anxiety|depression|migraines?|illness|disability|allerg(?:y|ies))\b"
    r"|\bich[ ](?:bin|nehme|war|habe)[ ](?:\w+[ ]){0,4}?(?:krank|krankgeschrieben|arzt|tabletten|schmerzen)"
    r"|\b(?:mon|ma|mes)[ ](?:médecin|traitement|ordonnance|opération|arrêt|grossesse)|\bmi[ ](?:médico"
    r"|tratamiento|operación|enfermedad|baja|embarazo)"
    r"|\bmein(?:e|em|en|er)?[ ](?:arzt|ärztin|hausarzt|behandlung|krankheit|krankmeldung|operation"
    r"|schwangerschaft"
    r"|medikamente)\b|\bich[ ]melde[ ]mich[ ]krank\b|\bje[ ](?:suis[ ](?:malade|en[ ]arrêt|hospitalisée?"
    r"|enceinte)"
    r"|prends|souffre)\b|\b(?:estoy|soy)[ ](?:de[ ]baja|enferm[oa]|embarazada|alérgic[oa]|diabétic[oa])\b"
    r"|\bik[ ](?:meld[ ]me|ben|heb|gebruik|lig)[ ](?:\w+[ ]){0,4}?(?:ziek|huisarts|ziekenhuis"
    r"|spoedeisende|koorts"
    r"|pijn|medicijnen|geopereerd|zwanger)\b|\bmijn[ ](?:huisarts|medicijnen|bloeddruk|operatie|klachten)\b"
    r"|\b(?:sono|ho)[ ](?:\w+[ ]){0,2}?(?:malat[oa]|incinta|febbre|ricoverat[oa]|allergic[oa])\b"
    r"|\bmi[oa][ ](?:medico|terapia|intervento|malattia)\b|\bminha[ ](?:médica|medicação|cirurgia|doença"
    r"|gravidez)\b"
    r"|\b(?:estou|sou)[ ](?:doente|grávida|alérgic[oa]|diabétic[oa]|de[ ]baixa)\b"
    r"|\bjag[ ](?:är|har)[ ](?:\w+[ ]){0,2}?(?:sjuk|sjukskriven|feber|ont|gravid)\b"
    r"|\b(?:jestem|mam)[ ](?:\w+[ ]){0,2}?(?:chor[ya]|gorączkę|w[ ]ciąży|zwolnieni[eu])\b"
)
_SECOND = gate.gated(
    r"(?i)\byour[ ](?:\w+[ ]){0,2}?(?:results?|appointment|prescription|diagnosis|treatment|surgery"
    r"|procedure|medication|refill"
    r"|lab(?:oratory)?[ ]results|test[ ]results|symptoms|condition|therapy|claim|visit|scan|biopsy"
    r"|vaccination|doctor)\b"
    r"|\byou[ ](?:were|have[ ]been|are|had)[ ](?:\w+[ ])?(?:seen|diagnosed|prescribed|admitted|referred"
    r"|treated|taking"
    r"|vaccinated|scheduled)\b"
    r"|\bihre?n?[ ](?:\w+[ ])?(?:befunde?|untersuchung|behandlung|termin|medikation)\b"
)
# Of patients at large: guidelines, leaflets, papers, textbooks.
_GENERAL = gate.gated(
    r"(?i)\b(?:(?:in|for|of|among|most|many|some|all|these|adult|pediatric|elderly|older|younger|pregnant"
    r"|treat(?:ing|s)?)[ ]"
    r"(?:\w+[ ])?(?:patients|adults|children|women|men|people|individuals|infants|pregnancy)\b"
    r"|patients[ ](?:who|with|should"
    r"|may|must|taking|are|receiving)|people[ ](?:who|with)|is[ ](?:indicated|contraindicated)"
    r"|contraindicat(?:ed|ions)"
    r"|side[ ]effects|adverse[ ]reactions|do[ ]not[ ](?:take|use)[ ]\w+[ ]if|ask[ ]your[ ](?:doctor"
    r"|pharmacist)|tell[ ]your[ ](?:doctor|pharmacist)"
    r"|(?:talk|speak)[ ]to[ ]your|consult[ ](?:your|a)[ ](?:doctor|physician)|keep[ ]out[ ]of[ ]reach"
    r"|active[ ]ingredients?|risk[ ]factors?"
    r"|prevalence|incidence|symptoms[ ](?:include|may|can)|signs[ ]of[ ]an?|treatment[ ](?:options"
    r"|includes|may|usually)|can[ ]cause"
    r"|may[ ](?:cause|occur)|used[ ]to[ ]treat|for[ ]treating|for[ ]the[ ]treatment"
    r"|is[ ]a[ ](?:\w+[ ]){0,3}(?:disease|condition|disorder|infection|medication|drug|medicine)"
    r"|most[ ]common|nebenwirkungen|patientinnen[ ]und[ ]patienten|les[ ]patients|effets[ ]indésirables"
    r"|los[ ]pacientes|efectos[ ]secundarios"
    r"|if[ ]you[ ](?:are|have)|is[ ]associated[ ]with|deaths|outbreaks?|cases[ ]of|in[ ]mice"
    r"|(?:if|when|unless)[ ]the[ ](?:person|casualty|patient|child|animal)|expected[ ]values"
    r"|reference[ ]range"
    r"|bei[ ](?:patienten|kindern|erwachsenen|schwangeren|menschen)|wer[ ][^.\n]{0,60}[ ](?:nimmt|hat"
    r"|leidet|ist)"
    r"|eingeschlossen[ ]werden|ausgeschlossen[ ]werden|fragen[ ]sie[ ]ihren|anwendungsgebiete|gegenanzeigen"
    r"|gebrauchsinformation|einnahme|chez[ ]l(?:es|['’]adulte|['’]enfant)|est[ ]indiquée?|contre-indi\w+"
    r"|la[ ]plupart"
    r"|un[ ]adulte[ ]sur|personnes?[ ](?:qui|atteintes?)|en[ ]cas[ ]d['’e]|indicad[oa]s?[ ](?:en|para)"
    r"|(?:mayores|menores)[ ]de|personas[ ]con|quien[ ]tenga|en[ ]caso[ ]de|nei[ ]pazienti|pazienti[ ]con"
    r"|è[ ]indicat[oa]|controindica\w+|effetti[ ]indesiderati|bij[ ]patiënten|mensen[ ]met|bijwerkingen"
    r"|bijsluiter"
    r"|pessoas[ ]com|pacientes[ ]com|efeitos[ ](?:secundários|colaterais)|personer[ ]med|patienter[ ]med"
    r"|biverkningar"
    r"|bivirkninger|u[ ]pacjentów|osób[ ]z|działania[ ]niepożądane|ulotka)\b"
)
_ADVICE = gate.gated(
    r"(?i)\b(?:should[ ]be|recommend(?:ed|ation|ations|s)?|guidelines?|protocol|policy|staff|training"
    r"|course|members[ ]can|instructor|committee|programme?|manual|case[ ]\d|covered|copay|empfohlen"
    r"|empfehlung"
    r"|sollte(?:n)?|recommandée?s?|doit[ ]être|doivent|se[ ]recomienda|campaña|deben|si[ ]raccomanda"
    r"|campagna|aanbevol\w+"
    r"|campagne|recomenda\w+|campanha|rekommend\w+|anbefal\w+|zaleca[ ]się|kampania)\b"
)
_SCHOLARLY = gate.gated(
    r"(?i)\b(?:abstract|et[ ]al|doi|randomi[sz]ed|cohort|placebo|double-blind|p[ ]?[<=][ ]?0?\.\d"
    r"|95[ ]?%[ ]?ci|hazard[ ]ratio"
    r"|odds[ ]ratio|meta-analysis|systematic[ ]review|pubmed|references|journal|clinical[ ]trials?"
    r"|participants|patients[ ]received"
    r"|chapter|textbook|lecture|curriculum|edition|isbn|mechanism[ ]of[ ]action|epidemiology"
    r"|pathophysiology|research|conference|inventors?)\b"
)
_COMMERCIAL = gate.gated(
    r"(?i)\b(?:add[ ]to[ ]cart|in[ ]stock|out[ ]of[ ]stock|sku|ndc|upc|per[ ]pack|pack[ ]of|unit[ ]price"
    r"|price[ ]list|catalog(?:ue)?"
    r"|wholesale|manufacturer|quotation|vials|boxes|doses|gift|foundation|donat\w+|unsubscribe"
    r"|supplier|item[ ]no|qty|formulary|tier[ ][1-5]|code[ ]list|code[ ]set|long[ ]description"
    r"|short[ ]description|billable|effective[ ]date|we[ ]are[ ](?:looking|hiring|seeking)|apply[ ](?:now"
    r"|today|online)"
    r"|job[ ](?:description|summary|title)|full[ \-]time|salary|qualifications|responsibilities"
    r"|equal[ ]opportunity|years[ ]of"
    r"[ ]experience|our[ ](?:team|clinic|hospital|services|physicians|pharmacy)|opening[ ]hours|visitors"
    r"|press[ ]release"
    r"|stellenangebot|wir[ ]suchen|offre[ ]d['’]emploi|oferta[ ]de[ ]empleo|privacy[ ](?:policy|notice)"
    r"|terms[ ]of|policy[ ]statement)\b"
)
_TECHNICAL = gate.gated(
    r"(?i)\b(?:def[ ]\w+\(|import[ ]\w+|boolean|varchar|null|exception|stack[ ]?trace|server|software|api"
    r"|database|schema|kernel"
    r"|compiler|pull[ ]request|commit|bugs?|changelog|release[ ]notes|deploy(?:ment)?|endpoint|json|xml"
    r"|http|debug|placeholder|sample[ ]data"
    r"|test[ ]data|enum|valueset|dataset|training[ ]data|workaround|latency|assert)\b|[{}]{2}|</\w+>|\$\{"
)
_BLANK = gate.gated(
    r"_{4,}|\.{8,}|\[[ ]{1,3}\]|<(?:name|patient|diagnosis|date|list|dob)\w*>|\[(?:name|patient|date"
    r"|diagnosis)[\w ]*\]|☐|\bblank\b|(?i:\btemplate\b)"
)
_TITLE = gate.gated(
    r"(?i)\b(?:discharge[ ](?:summary|instructions|letter)|progress[ ]note|session[ ]notes?"
    r"|operative[ ]report|pathology[ ]report|radiology[ ]report"
    r"|laboratory[ ]report|lab[ ](?:report|results)|test[ ]results|consultation|referral|prescription"
    r"|after[ ]visit[ ]summary|history[ ]and[ ]physical|h&p|clinical[ ]note"
    r"|explanation[ ]of[ ]benefits|prior[ ]authori[sz]ation|immuni[sz]ation[ ](?:record|history)"
    r"|vaccination[ ](?:record|card)|problem[ ]list|treatment[ ]plan|care[ ]plan"
    r"|medical[ ](?:record|history|certificate|report)|health[ ]record|patient[ ](?:care[ ]report|chart"
    r"|record|information|intake)|intake[ ]form|individuali[sz]ed[ ]education"
    r"|section[ ]504|certificate[ ]of[ ]fitness|sick[ ]note|fit[ ]note|fmla|accommodation[ ]request"
    r"|injury[ ]report|report[ ]of[ ]injury|disability[ ](?:claim|benefits)"
    r"|arztbrief|entlassungsbrief|entlassbrief|befundbericht|laborbefund|überweisung|rezept"
    r"|arbeitsunfähigkeitsbescheinigung|krankmeldung|impfausweis"
    r"|compte[ -]rendu|ordonnance|arrêt[ ]de[ ]travail|certificat[ ]médical|lettre[ ]de[ ]liaison"
    r"|informe[ ](?:de[ ]alta|médico|clínico)|receta|parte[ ]de[ ]baja|justificante[ ]médico"
    r"|historia[ ]clínica|patient[ ]care[ ]report|sight[ ]test|physical[ ]profile|medical[ ]board"
    r"|rating[ ]decision"
    r"|custody[ ]and[ ]control|cycle[ ]summary|booking[ ]appointment|report[ ]to[ ]management"
    r"|periodontal[ ]chart"
    r"|physiotherapeutischer[ ]befund"
    r"|allergiepass|mutterpass|arztbericht|pflegeüberleitung|überleitungsbogen|reha-entlassungsbericht"
    r"|op-bericht"
    r"|avis[ ]d['’]arrêt|projet[ ]d['’]accueil[ ]individualisé|carnet[ ]de[ ](?:santé|vaccination)"
    r"|feuille[ ]de[ ]soins"
    r"|bilan[ ]de[ ]kinésithérapie|hoja[ ]de[ ]evolución|cartilla[ ]de[ ]vacunación|parte[ ]médico"
    r"|lettera[ ]di[ ]dimissione|certificato[ ](?:medico|di[ ]malattia)|referto|cartella[ ]clinica"
    r"|impegnativa"
    r"|ziekmelding|ontslagbrief|verwijsbrief|recept|patiëntendossier|atestado[ ]médico|receita[ ]médica|laudo"
    r"|nota[ ]de[ ]alta|relatório[ ]médico|baixa[ ]médica|sjukintyg|läkarintyg|journalanteckning|epikris"
    r"|sykemelding|sygemelding|epikryza|zwolnienie[ ]lekarskie|karta[ ](?:informacyjna|wypisowa)"
    r"|skierowanie)\b"
)
_SHORTHAND = gate.gated(
    r"(?<![\w/])(?:c/o|s/p|h/o|w/o|y/o|yo[ ][MF]|f/u|r/o|NKDA|NKA|PMH|PSH|HPI|ROS|PRN|BID|TID|QID|POD|Hx"
    r"|Rx|Dx|Tx|Sx|Pt|pt|vitals|VS|WNL|NAD|SOB|A/P|A&P|HEENT|CTA|SpO2|BP|HR|RR)(?![\w/])"
)
# Ticked boxes: a form that was filled in.
_TICKED = gate.gated(r"\[[ ]?[xX✓✔][ ]?\]|[☑☒]")
# What befell somebody, or what they go through.
_SUFFERED = gate.gated(
    r"(?i)\b(?:suffer(?:s|ed|ing)|sustain(?:s|ed)|undergo(?:es|ing|ne)?|underwent|recover(?:s|ed"
    r"|ing)[ ]from|injur(?:y|ed|ies)[ ]to"
    r"|diagnosed|treated[ ]for|hospitali[sz]ed|serious[ ]health[ ]condition|doctor['’]s[ ]note"
    r"|medical[ ]leave|sick[ ]leave"
    r"|return[ ]to[ ]work|unable[ ]to[ ]work|bleeding|painful|erlitt(?:en)?|subi|sufri[óo]"
    r"|arbeitsunfähig|krankgeschrieben|krank[ ]gemeldet|operiert|verletzt|hospitalisée?|en[ ]arrêt"
    r"|opérée?|blessée?"
    r"|de[ ]baja|ingresad[oa]|operad[oa]|lesionad[oa]|ricoverat[oa]|operat[oa]|infortunat[oa]|ziekgemeld"
    r"|opgenomen"
    r"|geopereerd|internad[oa]|sjukskriven|sykmeldt|sygemeldt|hospitalizowan[ya]|starts?[ ]chemo(?:therapy)?"
    r"|came[ ]back[ ]positive|off[ ]sick|signed[ ]off|out[ ]again|in[ ]hospital|adjusted[ ]duties"
    r"|fit[ ]for[ ]work)\b"
)
# Patients that are not people: animals.
_ANIMAL = gate.gated(
    r"(?i)\b(?:veterinar\w*|vet|dvm|species|breed|canine|feline|bovine|equine|dogs?|puppy|cats?|kitten"
    r"|pets?|horses?"
    r"|cows?|calves|herd|flock|kennel|livestock|neutered|spayed|hund(?:e|in)?|katze(?:n)?|kater"
    r"|tierarzt\w*|tierklinik"
    r"|pferd(?:e)?|chiens?|chats?|vétérinaire|cheval|perr[oa]s?|gat[oa]s?|veterinari[oa]|caballo|cane"
    r"|gatto|dierenarts"
    r"|hond(?:en)?|kat(?:ten)?|cães|cão|weterynarz|pies|kot)\b"
)
_SIGNS = {
    "animal": _ANIMAL,
    "ticked": _TICKED,
    "suffered": _SUFFERED,
    "advice": _ADVICE,
    "blank": _BLANK,
    "title": _TITLE,
    "shorthand": _SHORTHAND,
    "patient_label": _PATIENT,
    "record_number": _NUMBER,
    "third_person": _THIRD,
    "first_person": _FIRST,
    "second_person": _SECOND,
    "general": _GENERAL,
    "scholarly": _SCHOLARLY,
    "commercial": _COMMERCIAL,
    "technical": _TECHNICAL,
}
# What is said of a person just behind the name.
_OF_PERSON = re.compile(
    rf"(?i)(?:[ ]?\([^)\n]{{1,30}}\))?,?[ ](?:who[ ]|also[ ]|currently[ ]|still[ ])?(?:{_CLINICAL}"
    rf"|has[ ](?:an?[ ])?(?:\w+[ ])?(?:allerg\w+|asthma|diabetes"
    r"|condition|fever|surgery|appointment)|is[ ](?:allergic|pregnant|diabetic|unfit|sick|ill|recovering)"
    r"|relapsed|refused|leidet|wurde|souffre|présente"
    r"|padece|acude|presenta)\b"
)
_PERSONAL = frozenset(
    {"person_verb", "patient_label", "record_number", "third_person", "first_person", "second_person"}
)
_MANY = 4
_TRADERS = ("sender", "merchant")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Counts of the signs in a text, none over `_MANY`, and where its people stand."""

    signs: Mapping[str, float]
    people: tuple[int, ...] = ()

    def personal(self) -> bool:
        """Return whether anything in the text indicates a person."""
        if self.people or not self.signs:
            return bool(self.people)
        return "born" in self.signs or any(self.signs.get(name) for name in _PERSONAL)


NOBODY = Anchor({})
# Of a text that is read without the rest of its object.
ALONE = Anchor({"alone": 1.0})


def read(text: str, hits: Sequence[Hit]) -> Anchor:
    """Return the signs of a text; `hits` are its other claims."""
    plain = people(text, hits)
    signs = {name: float(count) for name, sign in _SIGNS.items() if (count := _count(sign, text))}
    return Anchor({**signs, **plain.signs}, plain.people)


def people(text: str, hits: Sequence[Hit]) -> Anchor:
    """Return who is named in a text, what is said just behind the names, and whether somebody's birth is."""
    named = [hit for hit in hits if hit.entity == "PERSON" and hit.role not in _TRADERS]
    signs = {"born": 1.0} if any(hit.entity == "DATE_OF_BIRTH" for hit in hits) else {}
    if any(hit.entity == "PERSON" and hit.role in _TRADERS for hit in hits):
        signs["sender"] = 1.0
    if verbs := sum(_OF_PERSON.match(text, hit.end) is not None for hit in named):
        signs["person_verb"] = float(min(_MANY, verbs))
    return Anchor(signs, tuple(hit.start for hit in named))


def join_anchors(anchors: Iterable[Anchor]) -> Anchor:
    """Return the personal signs of several texts of one object, such as the pages of a letter."""
    signs: dict[str, float] = {}
    people: list[int] = []
    for one in anchors:
        people += one.people[: _MANY - len(people)]
        for name, count in one.signs.items():
            signs[name] = min(_MANY, signs.get(name, 0.0) + count)
    return Anchor(signs, tuple(people))


def add(known: dict[Where, Anchor], where: Where, own: Anchor) -> None:
    """Add the signs of a text to those of its object; only the last objects stay in `known`."""
    if own.personal():
        known[of_object(where)] = join_anchors((known.pop(of_object(where), NOBODY), own))
        while len(known) > _OBJECTS:
            del known[next(iter(known))]


def of_path(where: Where) -> Anchor:
    """Return what the place of a table says: a clinical document has a patient (HL7 CDA R2, recordTarget)."""
    return _PATIENT_RECORD if (where.json_path or "").startswith("/ClinicalDocument") else NOBODY


_PATIENT_RECORD = Anchor({"patient_label": 1.0})


def of_object(where: Where) -> Where:
    """Return the object, or the member of an archive, that a place lies in."""
    return Where(where.ref, where.inside)


_OBJECTS = 64


def _count(sign: gate.Gated, text: str) -> int:
    count = 0
    for count, _ in enumerate(sign.finditer(text), 1):  # noqa: B007
        if count == _MANY:
            break
    return count
