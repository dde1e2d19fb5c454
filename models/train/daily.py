"""Short sentences of every day: people do things, and so do trades, goods, firms and towns.

The same ends of sentences follow a person and what is none, so that the words of the subject decide
as often as the words around it. One line is one template.
"""

from __future__ import annotations

import random

from models.train import people
from models.train.namelike import brand, thing, town
from models.train.template import Piece, Slot

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
    return rng.choices((brand, town, people.org), (2, 2, 1))[0](rng)


def _worded(words: list[str], rng: random.Random) -> list[Piece]:
    return [(rng.choice(words), None)]


def _caption(rng: random.Random) -> list[Piece]:
    """Slot: two or three common words with capitals, as headings, posts and plans are written."""
    return [(" ".join(rng.sample(CAPTION, rng.choice((2, 2, 3)))), None)]


def _chosen(words: list[str]) -> Slot:
    return lambda rng: _worded(words, rng)


def _officer(rng: random.Random) -> list[Piece]:
    """Slot: a surname after a rank or an office."""
    ranks = (
        "Captain Sergeant Judge Justice Senator Governor President Chancellor Rabbi Pastor Father Sister Imam Professor"
        " Coach Detective Officer Inspector Nurse Principal Mayor Ambassador Colonel Lieutenant Lord Lady Dame Chef"
    ).split()
    name = people.pair(rng)[1] if rng.random() < 0.7 else people.full(rng)
    return [(f"{rng.choice(ranks)} ", None), (name, "PERSON")]


SLOTS: dict[str, Slot] = {
    "did": _chosen(DID), "underwent": _chosen(UNDERWENT), "when": _chosen(WHEN), "todo": _chosen(TODO), "role": _chosen(ROLES),
    "proper": _chosen(PROPER), "caption": _caption, "nobody": _nobody, "officer": _officer,
}  # fmt: skip

PEOPLE = r"""
{anyone} {did}.
{first} {did} {when}.
{anyone} {did} {when}[, and {role} {did}|, but {first} did not|].
[I heard|They say|It seems|Rumour has it|We know] [that |]{anyone} {did}[ {when}|].
{when}, {anyone} {did}.
{person}, who {did} {when}, {did}.
{role} {did} {when}, [so|but|then|while|because] {anyone} {did}.
[Did you know|Can you believe|Is it true] that {anyone} {did}?
[Nobody expected|We all hoped|The family denies] that {person} {did}.
{first} {did}; {first} {did}; {last} {did} {when}.
{last} {did} {when}[, {org} confirmed|].
{titled} {did}[ {when}|].
{officer} {did}[ {when}|].
{officer} and {officer} {did}.
[ask|tell|remind] {first} to {todo}
[Could|Can|Would] {anyone} {todo}[ {when}|][, please|]?
[Can|Should|Must|May] {first} and I {todo}[, or {todo}|]?
{first}, [can you|could you|please|don't forget to|you have to] {todo}[ and {todo}|].
{first}, [we|I|you|they|she] {did}[ {when}|].
[Does|Did] {anyone} [want|need|have] to {todo}[ {when}|]?
[I want|We need|I asked|She told|They begged] {anyone} to {todo}.
[let|make|help] {first} {todo}[ tomorrow| for a change|]
[i|we] [think|guess|bet] {first} {did}
[any idea|no clue] [why|when|where|if] {anyone} {did}[?|]
[People call me|Everyone calls me|Just call me|I go by|I answer to|You may call me] {first}[.|, short for {first}.|, never {first}.]
[I am called|I was named|They named me] {first} [after my grandfather|{last}|but hate it][.|, by the way.]
{first} [here|speaking][.|,| - ] [Who is calling|we met {when}|I {did}|is it too late to {todo}][?|.]
[Me|The new one]? [I'm|I am] {first}[ {last}|][, {role}|].
[You're through to|You have reached|This is the mailbox of] {anyone}[ at {org}|]. [Leave a message|Please hold].
[Greetings|Salaam|Namaste|Hola|Bonjour|Ciao|Good evening|Evening], {first}[ {last}|][!|.|, it's been a while.]
[Yours, |Hugs, |Love you, |Bye, |Later, |Cheers! |Talk soon, ]{first}
[Table for {small}|A room|The corner booth|Two seats|Lane {small}], [under|for|held for|name of] {anyone}[, {time}|, {phone}|].
[Put|Book|Squeeze|Fit] {anyone} in [for|at] {time}[ on {weekday}|].
[We have|There is] no [booking|reservation|record] [for|of] {anyone}[ on {date}|].
[Pickup|Takeout|Collection|Delivery] for {first}[, order {number}|, {phone}|], ready at {time}
{small} [pizzas|coffees|dozen eggs|cakes|bags] for {anyone}[, {street}|, {address}|, {phone}|]
[Make it|Write it|The cheque is] out to {person}[, not to {org}|].
[Charge|Bill|Send] it to {anyone}['s card| at {address}|].
[The badge|The ticket|The visa|The parcel|The tombstone|The door] [says|reads|bears the name] {person}.
[Whose is this|Who paid|Who is next|Which one won|Who told you|Who wrote it]? [It's |It was |]{anyone}[, I think|][.|?]
[It was|It wasn't|It could be] {anyone} who {did}[ {when}|].
[Neither|Not|Only|Even|Especially|Perhaps] {anyone} {did}.
[Either {first} or {first}|Both {first} and {first}|{first} as well as {first}|Not {first} but {first}] {did} {when}.
[a letter|a present|flowers|an apology|a subpoena|a visit|no news] from {anyone}
[a portrait|a friend|a fan|an heir|a rival|the widow|the eldest son|a student|photos|the death|the trial] of {anyone}
[named|called] after {person}[, who {did}|]
[in memory|on behalf|in honour|at the request|in place|with the help|instead] of {anyone}
[next to|in front of|against|without|because of|thanks to|like|unlike] {anyone}, {role} {did}
[Inspired|Produced|Painted|Signed|Owned|Hosted|Founded|Photographed] by {person}[ and {person}|][ in {year}| {when}|].
[Married to|Divorced from|Engaged to|Related to|Descended from|Survived by] {person}[, {anyone}| and {first}| since {year}|].
[She|He] [loves|married|met|hired|replaced|sued|beat|studied under|worked for|wrote about|voted for] {person}[ {when}|].
[My|His|Her|Our|Their] [aunt|uncle|grandson|niece|stepfather|fiancee|midwife|accountant|tutor|gardener|co-founder], {anyone}, {did}.
{anyone}'s [wallet|passport|garden|voice|surgery|alibi|salary|father|lawyer|account|lecture|Twitter feed] [is missing|was stolen|is a mess|improved|costs a lot].
{anyone}’s [neighbour|laptop|goal|theory|wedding|file|dress|patience|bicycle] [was late|is old|ran out|amazed us].
[in|at|from|near] {first}'s [house|office|handwriting|opinion|shop][, {role} {did}|]
{last}'s [goal|remarks|ruling|novel|defence|injury|report|second wife] [surprised us|came late|made the papers].
{person} [is|was] [{role}'s [brother|boss|doctor]|an orphan|left-handed|from {place}|the oldest|half {first}'s age|a {job}].
[As a child|At {number}|After school|Since {year}], {anyone} [played chess|sang in a choir|lived with {first}|never spoke|wore glasses].
{person} [runs|owns|manages|cleans|founded|built] [a bakery|a kennel|three shops|the museum|a small press] [in {place}|near {place}|].
{person}, {number}, [of {place}|a {job}|single|father of {small}], {did}.
{person} ([born|b.|*] {year}) {did}.
{person}[ (born {date})|], {job}[, {place}|].
{person} [a.k.a.|alias|also known as|formerly|née|born] {last}
"{person}" [and|or] "{person}" [are the same|were misspelled|appear twice]
[Spelled|Written|Listed|Saved|Filed] as {person}[, it should be {person}|].
{person}, {street}, [paid|not home|call first|no reply]
{person}, {phone}, {email}
{person} {street}
{person} {phone}
{first} {phone}
{person}, {number}\n{person}, {number}\n{person}, {number}
{first} & {first}, {address}
{first} and {first} {last}, {address}
[Mr.|Mr] and [Mrs.|Mrs] {person}[, {address}| {did}|]
[call|text|reach|find] {first} [on|at] {phone}[ or {first} on {phone}|]
{anyone} [lives|stayed|was last seen|gets mail] at {address}[, {phone}|].
[the tenants at|the house at] {address}, {person} and {person}, {did}
{weekday}: {first}, {first}. {weekday}: {first}, {last}[, {first}|].
{time} {first}\n{time} {first} and {first}\n{time} {anyone}
[Singers|Drivers|Night shift|Heirs|The five|Candidates]: {anyone}, {anyone}, {anyone} [and|&] {anyone}
[I|We] [invited|know|trust|miss|blocked|saw] {anyone}, {anyone} and {anyone}[ {when}|].
[between|among] {anyone} and {anyone}[, {role} {did}|]
[Which|What|The other|A certain|This|That|Another] {first}[ {last}|][?| do you mean?| {did}.]
[too many|two|both] [people|clients|pupils] [called|named] {first}[ {last}|]
[poor|dear|little|old|young|good old|late|lovely] {first} {did}[ {when}|]
[Oh|Well|Look|Sorry|No|Yes|Hush|Right], {first}[, {role} {did}|, it {underwent}|][.|!|?]
"[It {underwent}|I {did}|You {did}|We have to {todo}]," {first} [said|typed|joked|lied|sighed].
"[It {underwent}|They {did}|Do not {todo}]," [according to|in the words of|quoting] {person}[, {job}|].
[said|explained|warned|recalled|added|insisted] {person}, [a {job}|{role}|who {did}|{org}|of {place}].
[Rude service|Great service|No reply|Kind words|Slow answer] from {first} [at the counter|in chat|at {org}|on {weekday}].
[I was promised|They told me|I waited for] a [callback|refund|visit] [by|from] {anyone} {when}.
[I spoke to|I dealt with|The agent was|The clerk was|My rep is] {anyone}[, who {did}|, employee {number}|].
[the one|the album|the speech|a play|an essay|a cover|a fight|a duet] [by|with|about] {person}
[featuring|starring|ft.|feat.|vs|versus|with special guest] {person}[ and {person}|]
[The|A|This|That] {person} [biopic|quote|trial|interview|jersey|autograph|scandal] {underwent}.
{last}, [the {job}|{role}|{number}|{first}'s cousin|still {small}], {did}.
[beaten|chosen|trained|forgiven|followed|paid|betrayed] by {last}[ {when}|]
{last} [to|for|over|with|against] {last}[, {small}-{small}|, then {last}|]
"""

NOBODY = r"""
{nobody} {underwent}.
{nobody} {underwent} {when}.
{when}, {nobody} {underwent}.
[I heard|They say|It seems|We know] [that |]{nobody} {underwent}[ {when}|].
{role} {did} {when}, [so|but|then|while] {nobody} {underwent}.
{role} {did}[ {when}|].
{role}, who {did}, {did} {when}.
[Did you know|Can you believe|Is it true] that {nobody} {underwent}?
[Could|Can|Would] {role} {todo}[ {when}|]?
[I want|We need|I asked|She told] {role} to {todo}.
[He|She|They|We|I|You|It] {did}[ {when}|].
[Does|Did|Is|Was|Has] [anybody|it|this|{role}] [work|near|over|open] [in|at|on] [{town}|{proper}|{weekday}]?
[the|a|my|this] {proper} [is|was|has been] [here|over|too loud|on the table|late|cheap][ {when}|]
[I love|We studied|She speaks|They celebrate|He hates|I ordered|Have you tried] {proper}[ and {proper}|][ {when}|].
{proper}, {proper} and {proper} [are on the list|come next|underwent changes].
[closed|open|busy|free] [on|for|until|after] {proper}
[A|The|One] {caption} [is|was] [required|closed|due|attached|late][ {when}|].
{caption}[: |\n]{caption}[\n| - ]{number}
{caption}\n{caption}\n{caption}
[The|Our|Your] {caption} [will {todo}|{underwent}|{did}].
[See|Read|Open|Click|Choose|Print] {caption}[ and {caption}|][, then {caption}|].
{caption} [at|of|for] {brand}[, {town}|]
{role} [is|became|was] {caption}[ {when}| at {brand}|].
[Call me|Just call|I am|This is] [later|back|tired|lost|urgent|a test|the plumber|Customer Service|an emergency][, please|].
[I'm|I am|We're|It's] [Polish|Nigerian|Catholic|Korean|vegan|sorry|lost|late|pregnant|a student|from {town}|in {town}|at {venue}][.|, {role} {did}.]
[Hello|Hi|Good morning|Dear] [Sir or Madam|Team|All|Customer|Colleagues|Support|Friend|Neighbour|Hiring Manager|Editor][,|!] [{role} {did}|my {thing} {underwent}|please {todo}][.|?]
[Best|Kind regards|Thanks|Cheers|Yours],\n[The {caption} Team|Customer Service|{brand}|Your Support Team|Sent from my phone|Management]
[Make it|Write it] out to {brand}[, not to me|].
[Table for {small}|A room|Two seats] [in|at|near] {venue}[, {time}|, in {town}|].
[a map|a trip|the mayor|photos|the road|a view|the north|the people|the fall] of {town}
[flights|greetings|news|imports|refugees|a postcard|the bus] from {town}[ and {town}|]
[next to|in front of|near|behind|opposite|around] {venue}, {role} {did}
[the|a] [{eponym}|{eponym}-{eponym}] [method|bridge|award|clinic|syndrome|engine|estate] {underwent}
{thing}'s [price|battery|lid|screen|taste] {underwent}. {town}'s [harbour|mayor|airport|streets] {underwent}.
[{town} and {town}|Both {town} and {town}|Neither {town} nor {town}|{brand} and {brand}] {underwent}.
{town}: {price}\n{town}: {price}\n{town}: {price}
{thing} - {price}\n{thing} - {price}
[Which|What|The other|A certain|Another] {nobody} [do you mean?|{underwent}.]
[poor|dear|little|old|greater|late] {town} {underwent}[ {when}|]
{weekday}: {proper}. {weekday}: {proper}, {caption}.
[Grown|Made|Bottled|Printed|Assembled|Mined|Filmed|Founded] in {town}[, {year}|].
"[It {underwent}|I {did}|We have to {todo}]," [he|she|{role}|one of them] [said|typed|joked|sighed][ {when}|].
[the album|a song|a film|the book|an episode] [called|titled] {work}
"""
