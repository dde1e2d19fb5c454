"""What people and things do, when, and who is nobody in particular: slots of the everyday sentences."""

from __future__ import annotations

import random

from models.train import clauses, people
from models.train.namelike import brand, thing, town
from models.train.places import place
from models.train.template import Piece, Slot
from models.train.things import NOUNS

# What somebody did, and what anything did or underwent.
DID = (
    "signed the lease,forgot the tickets,missed the train,paid in cash,sent the wrong file,broke a window,won the raffle,"
    "asked for a receipt,left a voicemail,sold the car,cancelled the trip,changed the locks,fed the cat,read the contract,"
    "lost the keys,wrote back,called twice,hung up,moved out,moved in,came late,went home early,stayed for dinner,"
    "took the last seat,returned the drill,ordered two more,chose the red one,complained about the noise,fixed the sink,"
    "painted the hallway,reported the leak,renewed the card,opened an account,closed the deal,borrowed a ladder,"
    "picked up the prescription,dropped off the samples,booked a room,checked in at noon,tested positive,quit smoking,"
    "learned to swim,studied biology,married young,had twins,adopted a dog,bought the farm,inherited a piano,"
    "designed the logo,drew the map,edited the film,translated the poem,played the lead,sang two songs,scored the winner,"
    "coached the girls,ran for office,lost the vote,sued the city,pleaded guilty,testified for an hour,apologised in public,"
    "resigned in protest,was promoted,was fined,was robbed,was late,was born there,was right all along,fell off a horse,"
    "broke a leg,needed surgery,recovered quickly,died at home,retired with honours,taught chemistry,chaired the panel,"
    "discovered the error,invented the valve,patented it,published a memoir,gave a speech,shook my hand,laughed out loud,"
    "said no,said nothing,disagreed,nodded,hesitated,changed sides,kept the money,gave it away,found the ring,"
    "hid the letter,burned the toast,cooked for everyone,walked the dog,crashed the van,drove all night,flew standby,"
    "crossed the border,lived abroad,spoke no Dutch,translated for us,helped me move,lent me a coat,owes me money,"
    "asked about the job,failed the exam,passed with ease,skipped lunch,took notes,led the tour,guarded the door"
).split(",")
UNDERWENT = (
    "arrived late,broke down,was recalled,went bankrupt,opened again,closed for good,cost too much,changed hands,"
    "won a prize,lost money,caught fire,was delayed,was sold out,was on sale,made the news,looked better before,"
    "stopped working,ran for years,needed repairs,was flooded,was evacuated,grew fast,shrank,came second,raised prices,"
    "was in the news,has a new owner,needs a permit,is overrated,is worth a visit,is hard to find,beat expectations,"
    "said no,changed sides,moved out,was late,was fined,sued the city,complained about the noise,lost the vote,signed the lease"
).split(",")
WHEN = (
    "last winter,yesterday,this morning,last week,on my birthday,after lunch,in the end,for once,again,two years ago,"
    "before the war,at the airport,at school,in a hurry,on the phone,by mistake,during the break,as usual,without a word,"
    "on the way home,at the front desk,the other day,over the weekend,in front of everyone,at midnight,for the third time"
).split(",")
TODO = (
    "sign here,call the bank,bring a coat,wait downstairs,check the mail,feed the fish,pick up the cake,stop by,"
    "send the photos,look at the draft,pay the deposit,change the date,hold my place,open the gate,lock up,slow down,"
    "see a doctor,take the bus,bring the receipt,join the call,move the car,water the roses,order more paper,sit with us,"
    "confirm the booking,return the books,cover my shift,explain the bill,book a table,cancel the order,upload the form"
).split(",")
ROLES = (
    "the plumber,my landlord,our neighbour,the new nurse,a customer,the driver,her lawyer,his coach,the twins,the cashier,"
    "my sister,the manager,a stranger,the board,both teams,the tenant upstairs,the caller,nobody,everybody,someone,"
    "the Mayor,the President,the Judge,Mum,Dad,Grandma,the Captain,the Pope,the Queen,my Boss,the Sales Team,the Germans"
).split(",")
# Words with a capital that are no people, firms or addresses.
PROPER = (
    "Christmas Eve,Black Friday,Labor Day,Easter Monday,Ramadan,Diwali,Hanukkah,Halloween,Thanksgiving,New Year,Lent,"
    "Golden Retriever,Great Dane,Persian,Siamese,Labrador,Clydesdale,Monarch,Robin,Cardinal,Douglas Fir,Bonsai,Iris,"
    "Nobel Prize,World Cup,Super Bowl,Olympics,Tour,Derby,Open,Masters,Grand Prix,Oscar,Grammy,Pulitzer,Wimbledon,"
    "Mercury,Venus,Mars,Jupiter,Saturn,Orion,Apollo,Titan,Luna,Halley,Hubble,Milky Way,Big Dipper,North Star,"
    "Monday,Friday,January,March,April,May,June,August,Spring,Autumn,English,German,Spanish,Mandarin,Latin,Hindi,Swahili,"
    "Christian,Muslim,Buddhist,Catholic,Victorian,Georgian,Roman,Renaissance,Gothic,Bible,Koran,Genesis,Romans,Psalms,"
    "Ibuprofen,Aspirin,Lipitor,Prozac,Valium,Insulin,Botox,Parkinson's,Alzheimer's,Crohn's,Covid,Celsius,Kelvin,Watt,"
    "Wi-Fi,Bluetooth,Excel,Outlook,Android,Chrome,Safari,Skype,Zoom,Slack,Jira,Python,Java,Linux,Windows,Alexa,Siri,"
    "Caesar,Margherita,Bolognese,Alfredo,Benedict,Wellington,Stroganoff,Martini,Margarita,Bellini,Cosmopolitan,Merlot,"
    "Sudoku,Monopoly,Scrabble,Tetris,Mario,Zelda,Pokemon,Jenga,Poker,Rummy,Blackjack,Yoga,Pilates,Karate,Tango,Polka,"
    "Euro,Dollar,Rand,Rupee,Bitcoin,Visa,Maestro,Iban,Medicare,Medicaid,Social Security,Congress,Parliament,Brexit,"
    "Internet,Earth,Heaven,God,Buddha,Santa,Easter Bunny,Cupid,Zeus,Thor,Nature,Fate,Happiness,Freedom,Truth,Time,Death"
).split(",")
CAPTION = (
    "Account,Payment,Delivery,Customer,Service,Order,Total,Monthly,Annual,Report,Summary,Policy,Travel,Health,Safety,Team,"
    "Project,Senior,Junior,Chief,Regional,Manager,Engineer,Officer,Director,Assistant,Sales,Marketing,Finance,Support,Head,"
    "Special,Offer,Premium,Gold,Basic,Family,Weekend,Summer,Winter,Holiday,Early,Bird,Happy,Hour,Open,Late,Night,Morning,"
    "Business,Class,Economy,First,Second,Final,Notice,Reminder,Request,Form,Consent,Release,Patient,Care,Home,School,Board,"
    "Public,Private,Works,Water,Power,Fire,Police,Medical,Emergency,Contact,Primary,Care,Plan,Personal,Loan,Credit,Line"
).split(",")
FIELDS = (
    "Severity,Component,Status,Priority,Version,Changelog,Subject,Folio,Balance,Source,Target,Region,Category,Quantity,"
    "Colour,Weight,Language,Currency,Method,Reason,Result,Comment,Remark,Reference,Branch,Shift,Grade,Score,Level,Batch,"
    "Serial,Model,Make,Material,Origin,Issued,Expires,Received,Printed,Paid,Due,Opened,Closed,Duration,Distance,Speed"
).split(",")


def _nobody(rng: random.Random) -> list[Piece]:
    """Slot: a subject that is no person with a name."""
    kind = rng.random()
    if kind < 0.35:
        return _worded(ROLES, rng)
    if kind < 0.5:
        return _worded(PROPER, rng)
    if kind < 0.62:
        return _caption(rng)
    if kind < 0.75:
        made = thing(rng)
        return made if " " in made[0][0] else _worded(ROLES, rng)
    return rng.choices((brand, place, town, people.org), (3, 3, 1, 1))[0](rng)


def _worded(words: list[str], rng: random.Random) -> list[Piece]:
    return [(rng.choice(words), None)]


def _caption(rng: random.Random) -> list[Piece]:
    """Slot: two or three common words with capitals, as headings, posts and plans are written."""
    return [(" ".join(rng.sample(CAPTION, rng.choice((2, 2, 3)))), None)]


def _chosen(words: list[str]) -> Slot:
    return lambda rng: _worded(words, rng)


def _done(words: list[str]) -> Slot:
    """Return a slot of phrases, half of them put together anew."""
    return lambda rng: _worded(words, rng) if rng.random() < 0.5 else [(clauses.did(rng), None)]


def _officer(rng: random.Random) -> list[Piece]:
    """Slot: a surname after a rank or an office."""
    ranks = (
        "Captain Sergeant Judge Justice Senator Governor President Chancellor Rabbi Pastor Father Sister Imam Professor"
        " Coach Detective Officer Inspector Nurse Principal Mayor Ambassador Colonel Lieutenant Lord Lady Dame Chef"
    ).split()
    name = people.pair(rng)[1] if rng.random() < 0.7 else people.full(rng)
    return [(f"{rng.choice(ranks)} ", None), (name, "PERSON")]


def _label(rng: random.Random) -> list[Piece]:
    """Slot: one common word with a capital, as fields and columns are called."""
    word = rng.choice((rng.choice(CAPTION), rng.choice(NOUNS).split()[0], rng.choice(FIELDS)))
    return [(word, None)]


SLOTS: dict[str, Slot] = {
    "label": _label,
    "did": _done(DID), "underwent": _done(UNDERWENT), "when": _chosen(WHEN), "todo": _chosen(TODO), "role": _chosen(ROLES),
    "proper": _chosen(PROPER), "caption": _caption, "nobody": _nobody, "officer": _officer,
}  # fmt: skip
