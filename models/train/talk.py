"""More sentences: talk, reviews, stories, lists of first names. One line is one template."""

TALK = r"""
{first}, {first}, {first} and {first} [came|sang|won|were there|are on the list].
[We|They] have {small} [children|cats|teachers|interns]: {first}, {first}, {first}, {first} and {first}.
[Guests|Team|Players|Cast]: {first}, {first}, {first}
{last}, {last} and {last} [founded|left|bought|sued] {org}[ in {year}|].
{last} and {last} [disagree|wrote it together|are the best in the band|were partners at {org}].
{first} and {first} [broke up|live together|met in {place}|have a dog called {word}].
{first}[, please|, could you|, why don't you] [call me back|hand me the phone|open the window|speak to my manager]?
[Please|Kindly], {first}, [sit down|wait outside|do not go there].
[Don't|Never] [leave me|lie to me|go out tonight], {first}[!|.]
[Thanks|Sorry|Bravo|Congratulations|Welcome|Goodbye], {first}[!|.]
[I'm so happy|How dare you|It was late|I don't believe it], [said|cried|whispered|answered|replied] {first} [to {first}|quietly|again].
"[I can't come|It's over|Nothing to add|We were robbed]," [says|said|told us|complained] {anyone}.
[he|she|they] [said|asked|thought] {first} [was|is] [ill|right|gone].
[His|Her|My|Their|Our] [son|daughter|cousin|uncle|boss|lawyer|landlord|husband|wife|roommate] {first} [is a {job}|called|just left|lives in {place}].
[They|We|She|He] [named|called|baptized] [the baby|him|her|their daughter|the puppy] {first}.
[The baby|The child|Her twin] [is called|was named|'s name is] {first}.
[I was|She was|We were] [talking to|dancing with|waiting for|married to|afraid of|told by] {anyone} [at the time|for years|last night].
[Has|Did|Does|Will|Would|Can] {anyone} [agree|like it|know|come too|still work at {org}]?
[Who is|Who was|Where is|What about|How is|Why is] {anyone}[?| these days?| in this picture?]
[A|The] {last} [novel|album|painting|theorem|tour|single|biography|film] [is worth|costs|sold for] {price}.
[Unlike|Like|After|Before|Without] {last}, [the band|the team|the author] [never|always] [toured|wrote|played] [in {place}|].
[The|This] {last} [version|cover|recording|edition] [is better|was never released|topped the charts in {year}].
[The|A] {person} [concert|exhibition|lecture|documentary|biography] [was sold out|was boring|starts at {time}].
{first}'s [new|last|first] [song|book|husband|boat|cake] [is a hit|sank|was awful|"{word}"].
{first} {last}'s [guitar|voice|solo|novel|speech] [is|was] [the best thing here|too long|a little flat].
[The album|The record|The book|The score|It] [was produced|was recorded|was mixed|is published|was translated] by {person} [and {person}|for {org}|].
[Guitarist|Drummer|Singer|Bassist|Producer|Actress|Coach|Senator|Captain|Professor|King|Queen|Saint] {person} [left|joined|explained|died] in {year}.
[ex-|former ][{org} ][member|boss|drummer] {person} [told|assured] [us|reporters] [so|yesterday].
[It|This one] [is about|is dedicated to|reminds me of|was stolen from] {anyone}[, not {anyone}|].
{person}, {year}[-| to ]{year}, [was|remained] [the|an] [English|Danish|Brazilian|Nigerian] [poet|actor|king|pilot].
{person} [grew up|studied law|opened a bar|was arrested|retired] in {place}[ with {first}|, where {first} was born|].
[In|Around] {year}, {person} [moved|went|fled] [from {place} |]to {place}[ to work for {org}|].
{person} [is|was|became] [a {job}|the {job}|{job}] [at|for|with] {org}[ until {year}|].
{first} [spent|wasted] {small} years [at|with] {org} [as assistant to|under|before meeting] {person}.
{person} ({org}) [and|with] {person} ({org}) [presented|discussed] [the results|{phrase}].
[Sir|Lady|Lord|Prince|Princess|Father|Sister|Uncle|Aunt|Grandma|Coach] {first} [waved|smiled|came in|fell asleep].
[Doctor|Nurse|Officer|Detective|Agent|Judge|Sergeant] {last} [took notes|shook hands|was not amused].
{titled} [was|is] [a|the] {number} year old [teacher|man|woman] [from|in] {place}.
{titled} [and|or] {titled} [will see you|can sign|must approve it].
[name|Name|My name|The name][: | is | - ]{person}[.|]
[It's|I am|I'm|This is] {person}[, from {org}|, {place}|.|]
[call me|they call me|you can call me|everyone says] {first}[.| please| these days]
[the account|the booking|the room|the ticket|the contract] is [under|in the name of|for] {anyone}
[What's your name|Your name please|Who is this|name on the card]? {person}
[Bot|Operator|System|User]: [hello|yes|what is your name]? [User|Guest|Caller]: {person}
[hey|hello|yo|ok] {first} [u there|whats up|its me|lol]
{first} [likes|follows|mentioned|blocked] {first} [on Twitter|on Facebook|]
rt @{first}: [great talk|so sad|watch this] {url}
{first} [scored|missed|saved] [a penalty|twice|the match] [against {place}|in {month}].
[The|A] [man|woman|boy|girl] [called|named] {anyone} [sat|stood|walked|slept] [by the window|near the door|in {place}].
[When|If|Because|While|Although] {first} [came home|was young|saw it], {first} [ran away|laughed|was {small}].
{first} [looked|stared|shouted|smiled|nodded] at {first}[: "What is it?"|.| and left.]
{first}: "[Who are you|What now|Leave it]?"\n{first}: "[Nobody|Nothing|I'm {first}'s brother]."
[the|a] [film|series|play] [stars|starring|featuring|with] {person}[, {person}| and {first}|]
[{word} {word}|The {word}] is a {year} [comedy|thriller|western] [directed|written] by {person} and starring {person}.
[According to|Thanks to|Because of|Next to|Opposite] {anyone}, [nobody|she|it] [won|was lost|worked].
[Fill in|Sign here|Print name]: {person}
Note to {first}: [water the plants|the keys are in the box|do not forget {first}].
[Passed away|Born|Married|Baptized]: {person}, {date}, {place}
{couple}, {address}
[Ask|Email|Call|Ping|Text] {first} [or {first} ][at {phone}|at {email}|if in doubt].
"""

TITLES = r"""
[I love|She sang|They played|We heard] "{word} {word}" [and|or] "{phrase}" [last night|on the radio].
[{word} {word}|The {word} {word}] [is|was] [the best|a great|an odd] [song|album|film|magazine] of {year}.
[Rolling Stone|Entertainment Weekly|The Times|Vogue|Wired|National Geographic] [called it|listed it|ranked it] number {small}.
[Wisdom|Justice|Love|Patience|Hunger|Music|Freedom|Nature] and [Beauty|Truth|Time|Money|Death|Fear] are [never|always] [enough|the same|for sale].
The [Japanese|Norwegian|Kenyan|Brazilian|French|Korean|Israeli|Polish] [team|economy|food|embassy] [won|grew|is good|is closed].
[I come|She comes|They are|He is] from {place}[ originally|, I think|].
[The|A] [Princess Royal|Prime Minister|Mayor of {place}|Secretary of State|Chief of Police] [arrived|resigned|spoke] [in {place} |]on {weekday}.
[Where|Location|Venue]: [{place} ][Country Club|Golf Club|Town Hall|Central Library|Convention Center|High School|City Park]
[The band|The firm|The club] [toured|left|opened in] the [Netherlands|Philippines|Gambia|Bahamas|United Kingdom] [in {year}|].
[God|Nobody|Heaven] [knows|gave us|forgives] [rock and roll|everything|the rest].
[Bots|Robots|Sir|Madam|Guys|Folks], [I really|we really] don't [like|need] this [tone|update|chair].
[The|Our] [Big Three|Fab Four|Golden Age|Dark Side|White House|Supreme Court] [of|in] [the {word} {word}|{place}] [is over|was late|ruled so].
[My|The] [credit card|order|password|account|zip code|phone] [is lost|was stolen|does not work|number changed][, what now|, please help|].
[What|How] [are|is] [the|your] [fees|rates|opening hours|return policy|office] [for|in|at] [{place}|the {product}]?
[I want|I need|I'd like] to [increase|block|cancel|pay|check] [my|the] [limit|card|balance|bill|loan] [today|on {weekday}|until {date}].
[My|Her|His] [card|account|licence|passport|IBAN|social security number|SSN] [is|number is] {code}[.|, expiring {date}.|]
[He|She|I] [was|were] born [on|in] {date}[ in {place}|].
[You fine people|Four hungry children|Two old men|The young doctors] [left|waited|sang] [at noon|in the rain|for you].
[Just posted|Watch|See|Read] [a photo|a video|the article]: {url}
[Sunday|Monday|Friday|Saturday] [morning|night|brunch] [at|in] {place}[, anyone|, again]?
[The|This] [street|road|avenue|lane|way|court|drive|place] [was|is] [long|closed|dark|wet] [all night|in {month}|for {number} meters].
[Please|You must] [enter|turn|wait] [on the left|at the gate|for the first three months].
[Apt|Suite|Box|Floor|Room|Unit|Building] [numbers|plans|prices|keys] [are|were] [changed|lost|in the {word}].
"""

PLACES = r"""
[Who's|Who is|I'm|We're|Nobody is] [coming|going|flying|moving] to {place}[ with me| with us| this year|]?
[The plane|The king|The queen|The parcel|Our bus] [landed in|arrived in|arrived at|left|flew over] {place} [this morning|at {time}|on {weekday}] [from {place}|for {place}|].
[He|She|They] [lived|was seen|were married|worked|studied] in {place} [and|then in|, later in] {place}.
[{word} |][Festival|Office|Stadium|Museum|Harbour|Station] of {place}, {place}
[the|our|its] [home city|home town|capital|twin town] {place}[:|,] [a quiet place|the start of it all|{org}]
{place} [is|was] [the capital|a town|a village|the largest city] [in|of|near] {place}.
[The address of|Directions to|Parking at|The people at] {org} [is|are at|: ]{address}
{org} [is the idea of|was founded by|belongs to] [three friends|our founders]: {last}, {last} and {last}.
{org}, {org} and {org} [are hiring|merged|moved to {place}].
{person}\n{job}\n{org}\n{block}
{person}\n{org}\n{address}\n{phone}
[The cover|A concert|A song|The show] by {word}-{small} [was|is] [loud|free|at {time}].
[Words|Names|Terms] like {word}, {word} and {word} [are in capitals|are common|stand for nothing].
[Words|Values|Virtues] such as [Wisdom|Courage|Order|Honour|Discipline|Charity] or [Temper|Duty|Silence|Fortune|Chance|Reason] [matter|are rare|sell well].
[Cool|Great|Nice|Perfect|Right|Sure|Okay|Hmm|Ugh|Wow], [where is it|what time|see you there|I see|do they deliver to {place}]?
[everyone|my family|people at {org}] [calls|call] me {first}[, but my passport says {person}|]
[I want to|Please|Can I] [add|put|name|register] {person} [as|for] [a beneficiary|an owner|the contact|my guest] [on|to|for] [my account|the policy|the trip].
{first} [gave|sent|lent|showed] {first} [the keys|a book|this address: {address}|some money].
[You can tell|Everybody sees] [that |]{first} [is|was] a [big|huge] {person} fan[, at {number}|].
[Written by|Lyrics by|As told by|Sung by] {first} [when|before] [he|she] was {small}[, and {last} hated it|].
{first}: "[What are you doing here|Is that you|How old are you]?"\n{first}: "[I'm {first}'s daughter|It's {first}|Ask {first}]."
[Why|How|When] [is|was|did] {first} [so angry|so late|so quiet|leave|arrive]?
[sometimes|at home|at work] [they|people|friends] call me {first}
{person} [listed|picked|ranked] [his|her] {small} [favourite songs|best films] for [Rolling Stone|Time Out|a magazine] [and forgot {last}|].
[Mr.|Mrs.|Ms.] {last} [grew up in|was born near|never left] {place}[.|, aged {number}.]
the {place} [office|branch|store] [opens|closes] at {time}
[During|Since] the {year}s, [the firm|{org}] [invested|lost money] in [new designs|{place}|computers].
"""
