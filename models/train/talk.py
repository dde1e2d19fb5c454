"""More sentences: talk, reviews, stories, lists of first names. One line is one template."""

TALK = r"""
{first}, {first}, {first} and {first} [share a cabin|painted the fence|are in the choir|went by train].
[The interns|The cousins|Her foster children|Our goats], {first}, {first}, {first}, {first} and {first}, [ate everything|need boots|line up by age].
[Guests|Team|Players|Cast]: {first}, {first}, {first}
[Partners|Brothers|Rivals] {last} and {last} [sold|bought|sued] {org}[ in {year}|]; {last} [stayed on|did not].
{last} and {last} [disagree|share an office|trained in {place}|were partners at {org}].
{first} and {first} [broke up|live together|met in {place}|have a dog called {word}].
{first}[, please|, could you|, why don't you] [pass the salt|hold the ladder|open the window|read it aloud]?
[Please|Kindly], {first}, [sit down|wait outside|do not go there].
[Don't|Never] [touch that|trust them|lend him money], {first}[!|.]
[Thanks|Sorry|Bravo|Congratulations|Welcome|Goodbye], {first}[!|.]
[The soup is cold|It was late|The dog ran off|Nobody told me], [said|cried|whispered|answered|replied] {first} [at the door|quietly|again].
"[I can't come|It's over|Nothing to add|We were robbed]," [says|said|told us|complained] {anyone}.
[he|she|they] [said|asked|thought] {first} [was|is] [ill|right|gone].
[His|Her|My|Their|Our] [son|daughter|cousin|uncle|boss|lawyer|landlord|husband|wife|roommate] {first} [is a {job}|called|just left|lives in {place}].
[The twins|The triplets|The puppies] [are called|were christened] {first} and {first}.
[The baby|The child|Her twin] [is called|was named|'s name is] {first}.
[I was|She was|We were] [talking to|dancing with|waiting for|married to|afraid of|told by] {anyone} [at the time|for years|last night].
[Has|Did|Does|Will|Would|Can] {anyone} [agree|like it|know|come too|still work at {org}]?
[Who is|Who was|Where is|What about|How is|Why is] {anyone}[?| these days?| in this picture?]
[A|The] {last} [sketch|violin|manuscript|vase|watch|print] [is worth|was insured for|went for] {price}.
[Under|Since|Before|Without] {last}, [the school|the team|the lab] [rarely|seldom|often] [travelled|published|won] [in {place}|].
[The|This] {last} [translation|proposal|draft|portrait] [is clearer|was never printed|hung in {place} until {year}].
[The|A] {person} [exhibition|lecture|scholarship|memorial] [opens in {month}|was moved|starts at {time}].
{first}'s [new|last|first] [recipe|landlord|husband|boat|cake] [is a hit|sank|was awful|won].
{first} {last}'s [guitar|voice|solo|novel|speech] [is|was] [the best thing here|too long|a little flat].
[The bridge|The menu|The atlas|The score|It] [was designed|was edited|was mixed|is owned|was translated] by {person} [and {person}|for {org}|].
[Cellist|Sculptor|Goalkeeper|Surgeon|Chef|Actress|Coach|Senator|Captain|Professor|Architect] {person} [left|joined|married|died] in {year}.
[then-|former |current ][{org} ][member|boss|spokesman] {person} [told|assured] [us|reporters] [so|yesterday].
[The plaque|This bench|The prize] [honours|is dedicated to|belonged to|was stolen from] {anyone}[, not {anyone}|].
{person}, {year}[-| to ]{year}, [was|remained] [the|an] [English|Danish|Brazilian|Nigerian] [poet|actor|king|pilot].
{person} [grew up|studied law|opened a bar|was arrested|retired] in {place}[ with {first}|, where {first} was born|].
[In|Around] {year}, {person} [moved|went|fled] [from {place} |]to {place}[ to work for {org}|].
{person} [is|was|became] [a {job}|the {job}|{job}] [at|for|with] {org}[ until {year}|].
{first} [lasted|trained|clerked] {small} months [at|with] {org} [under|before joining] {person}.
{person} ({org}) [and|with] {person} ({org}) [presented|discussed] [the results|{phrase}].
[Sir|Lady|Lord|Prince|Princess|Father|Sister|Uncle|Aunt|Grandma|Coach] {first} [waved|smiled|came in|fell asleep].
[Doctor|Nurse|Officer|Detective|Agent|Judge|Sergeant] {last} [took notes|shook hands|was not amused].
{titled} [was|is] [retired|a widow|a welder|new here] and [comes from|rents in] {place}.
{titled} [and|or] {titled} [will see you|can sign|must approve it].
[name|Name|The name][: | on the parcel is | - ]{person}[.|]
[It's|I am|I'm|This is] {person}[, from {org}|, {place}|.|]
[the staff say|at sea he was|friends shorten it to] {first}[.| please| these days]
[the account|the booking|the room|the ticket|the contract] is [under|in the name of|for] {anyone}
[Name on the order|Who shall I say is calling|Your full name please]? {person}
[Operator|System|Clerk]: [hello|yes|which guest]? [Guest|Caller]: {person}
[hey|hello|yo|ok] {first} [u there|whats up|its me|lol]
{first} [likes|follows|mentioned|blocked] {first} [on Twitter|on Facebook|]
rt @{first}: [great talk|so sad|watch this] {url}
{first} [scored|missed|saved] [a penalty|twice|the match] [against {place}|in {month}].
[A|The] [clerk|woman|sailor|girl] [called|named] {anyone} [sat|stood|walked|slept] [by the window|near the door|in {place}].
[If|Because|While|Although] {first} [sang|was away|paid], {first} [did the dishes|laughed|kept quiet].
{first} [looked|stared|smiled|nodded] at {first}[: "Your move."|.| and left.]
{first}: "[Tea or coffee|What now|Leave it]?"\n{first}: "[Tea|Nothing|Ask {first}'s brother]."
[the|a] [film|series|play] [stars|starring|featuring|with] {person}[, {person}| and {first}|]
[{word} {word}|The {word}], a {year} [comedy|thriller|western] with {person}, [was shot by|cost] {person} [in {place}|his house].
[According to|Thanks to|Because of|Next to|Opposite] {anyone}, [nobody|she|it] [won|was lost|worked].
[Fill in|Sign here|Print name]: {person}
Note to {first}: [water the plants|the keys are in the box|do not forget {first}].
[Passed away|Born|Married|Baptized]: {person}, {date}, {place}
{couple}, {address}
[Ask|Email|Call|Ping|Text] {first} [or {first} ][at {phone}|at {email}|if in doubt].
[Counsel|Editors|Surgeons|On duty|Coaches|Inventors]: {last}, {last} and {last}.
[Its|The|Their] [architects|trustees|owners|skippers|three judges], {last}, {last} and {last}, [never met|agreed|were fined].
[Thank|Blame|Ask] {last} and {last}, [the engineers|who built it|not us].
{org} [grew out of|started with] [a lecture|a garage|a bet] that {last}, {last} and {last} [shared|lost|gave].
[A|The|That|Another] {last} [play|memoir|poem|speech|recipe|photograph] [is|was] about [love|war|{word}].
[Early|Late|Vintage|Classic|Minor] {last}[, with a little {last},|] is [hard to find|what we play|overpriced].
[the|this|one] {person} [performance|interview|print|recipe|edition] [filmed|broadcast|made|signed] for {org}
[Compared with|More than|As with|Beside] the {last} [memoir|study|report|case], [this is short|it lacks data|we learn little].
{person}'s [Collected Stories|First Symphony|Field Guide|Letters] [sold well|is on loan|came out in {year}].
[Give it back|Come here|Sing louder|Wait for me|You said so], {first}, [or else|and hurry|will you].
[why did you|you must not|I will never] [go|forget|cheat] {first}[, not now|]
{last} and {last} [were|are] [rivals|good listeners|neighbours|perfectionists].
[A reader|One viewer|Our columnist], {person}, [writes|notes|objects] [that it is late|at length|again].
[Former|Retired|Then] [senator|pilot|bassist|mayor|goalkeeper] {last} [sings|wrote|spoke] [here|in {year}|about {place}].
"""

TITLES = r"""
[I love|She hummed|They danced to|We heard] "{word} {word}" [and|or] "{phrase}" [last night|on the radio].
[{word} {word}|The {word} {word}] [is|was] [a slow|a great|an odd] [game|musical|poem|magazine] of {year}.
[The Economist|The Times|Vogue|Wired|National Geographic|Le Monde] [reviewed it|printed a correction|praised it] in {month}.
[Wisdom|Justice|Love|Hunger|Music|Freedom] and [Beauty|Truth|Time|Money|Death|Fear] [seldom mix|go together|cost nothing].
The [Japanese|Norwegian|Kenyan|Brazilian|French|Korean|Israeli|Polish] [team|economy|food|embassy] [won|grew|is good|is closed].
[Her parents|The beans|Our suppliers|Both ships] [come|are|sailed] from {place}[, I think|].
[The|A] [Crown Prince|Prime Minister|Mayor of {place}|Secretary of State|Chief of Police] [resigned|spoke|cut the ribbon] [in {place} |]on {weekday}.
[Polling place|Shelter|Meeting point|Rehearsals]: [{place} ][Rowing Club|Town Hall|Central Library|Convention Center|High School|City Park]
[The band|The firm|The club] [toured|left|opened in] the [Netherlands|Philippines|Gambia|Bahamas|United Kingdom] [in {year}|].
[Heaven|Nobody|Luck] [knows|helped us|forgives] [this season|everything|the rest].
[Sir|Madam|Guys|Folks], [we are closing|this queue is for returns|the lift is out of order|mind the step].
[The|Our] [Fab Four|Golden Age|Dark Side|White House|Supreme Court|Ivy League] [of|in] [the {word} {word}|{place}] [is over|was late|ruled so].
[My|The] [order|password|parcel|voucher|phone|login] [is lost|was stolen|does not work|number changed][, what now|, please help|].
[What|How] [are|is] [the|your] [fees|rates|opening hours|return policy|office] [for|in|at] [{place}|the {product}]?
[Can we|I need to|She would like to] [pause|renew|cancel|check] [my|the|our] [plan|balance|bill|loan] [today|on {weekday}|until {date}].
[Licence|Passport|IBAN|Member|Policy|SSN] [no.|number] {code}[.|, expiring {date}.|]
[The twins|The foal|All three] [were|was] born [on|in] {date}[ in {place}|].
[Two hungry boys|Two old men|The young doctors|Several guests] [left|waited|sang] [at noon|in the rain|for hours].
[Pictures|Slides|Lyrics|The recording] [are up at|are at|moved to] {url}
[Sunday|Monday|Friday|Saturday] [morning|night|brunch] [at|in] {place}[, anyone|, again]?
[The|This] [street|road|avenue|lane|way|court|drive|place] [was|is] [long|closed|dark|wet] [all night|in {month}|for {number} meters].
[Visitors|Cyclists|Lorries] [turn|wait|park] [on the left|at the gate|behind the depot].
[Apt|Suite|Box|Floor|Room|Unit|Building] [numbers|plans|prices|keys] [are|were] [changed|lost|in the {word}].
"""

PLACES = r"""
[Nobody|Half the office|The whole class] [is flying|is moving|was sent] to {place}[ without us| this year|].
[The plane|The parcel|Our bus|The circus] [landed in|rolled into|left|flew over] {place} [at {time}|on {weekday}|, as planned].
[He|She|They] [lived|was seen|were married|worked|studied] in {place} [and|then in|, later in] {place}.
[{word} |][Festival|Office|Stadium|Museum|Harbour|Station] of {place}, {place}
[the|our|its] [hometown|twin town|nearest port] {place}[:|,] [a quiet place|the start of it all|{org}]
{place} [is|was] [the capital|a town|a village|the largest city] [in|of|near] {place}.
[Directions to|Parking at|Deliveries to] {org} [via|at|: ]{address}
{org}, {org} and {org} [are hiring|merged|moved to {place}].
{person}\n{job}\n{org}\n{block}
{person}\n{org}\n{address}\n{phone}
[The lyrics|A concert|The video|The show] by {word}-{small} [was|is] [loud|free|at {time}].
[Signs|Words|Names] such as {word}, {word} and {word} [come first|are common|stand for nothing].
[The motto|Our values|The chapters]: [Courage|Order|Honour], [Charity|Duty|Silence] and [Fortune|Chance|Reason].
[Great|Nice|Perfect|Right|Sure|Okay|Hmm|Ugh|Wow], [which floor|what time|see you there|I see|do they deliver to {place}]?
[my family|people at {org}|the neighbours] [shortened it|stuck] to {first}[, though the diploma reads {person}|]
[The bank|The school|HR] [listed|registered|removed] {person} as [next of kin|trustee|second driver|guest][, not {person}|].
{first} [lent|showed|posted] {first} [the keys|a book|the new address, {address}|some money].
[{first} collects|We all own|The shop sells] {person} [posters|records|prints|stamps][, since {year}|].
[Written|Drawn|As told|Sewn] by {first} [at the age of {small}|and {first}|][, and {last} hated it|].
{first}: "[Where have you been|Is that my coat|Did it rain]?"\n{first}: "[At {first}'s|It's {first}'s|Ask {first}]."
[Where|How|When] [is|was|did] {first} [so late|so quiet|go|arrive|learn that]?
{person} [chose|reviewed|collected] [his|her] {small} favourite [poems|recipes|hikes] [and forgot {last}|for a magazine|].
[Mr.|Mrs.|Ms.] {last} [farmed|was born near|never left] {place}[.|, aged {number}.]
the {place} [office|branch|store] [opens|closes] at {time}
[Since|Late in] the {year}s, [the firm|{org}] [lost money|built ships|sold tractors] in {place}.
"""
