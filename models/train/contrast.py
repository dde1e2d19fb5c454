"""The same word as a person and as a place, goods, a firm or a title. One line is one template."""

# Somebody whose name is a place's or a word's; mostly the sentence tells, not the name.
PEOPLE = r"""
{namesake} [sneezed|yawned|shrugged|winked|grinned|blushed|hesitated], [and|but] nobody [noticed|minded|looked up].
[Yesterday|Tonight|At lunch|On the bus] {namesake} [sat next to me|borrowed my charger|told a joke|fell asleep].
{namesake} [is allergic to|can't stand|loves|brought|baked|spilled] [peanuts|the coffee|cinnamon rolls|her tea|his soup].
{namesake}'s [mother|bike|shift|knee|desk|twin sister|lunch|visa|homework] [is|was] [fine|broken|over|missing|here].
[We|They|I] [hired|fired|thanked|trained|promoted|missed|hugged|interviewed] {namesake} [last spring|today|again|in {month}].
[Her|His|Our|My] [daughter|nephew|boss|dentist|flatmate|trainee|godson] {namesake} [turned {small}|moved out|passed the test|snores].
{namesake} and {namesake} [got engaged|split the bill|play chess|were late again|carpool].
{namesake} {last} [retired|signed|apologised|replied|won the raffle|teaches chemistry].
[The nurse|The tenant|Our driver|The applicant|A witness], {namesake} {last}, [waited outside|has moved|was not home|is left-handed].
[Tell|Remind|Pay|Phone|Trust|Excuse] {namesake}[, please|, not me| about it| before {weekday}|].
[Is|Was] {namesake} [at work|sick|ready|your cousin|in the kitchen] [today|yesterday|]?
{namesake} [lives in|moved to|came back from|misses|was born in] {town}.
[Neither|Both] {namesake} [nor|and] {first} [speaks Polish|eats meat|drives|has a key].
[I owe|We gave|She lent|They sent] {namesake} [{price}|a card|some flowers|the spare key].
{namesake}, [aged {small}|our cook|the youngest|a plumber], [lost|found|painted|fixed] [the ball|a ring|the fence|it].
[Dad|Mum|Grandpa] [says|thinks] {namesake} [should rest|is right|works too much].
[Nice|Good] to [meet|see] you, {namesake}!
[Happy birthday|Well done|Good luck|Get well soon|Safe travels], {namesake}!
{namesake} {last}, [{job}|retired|age {number}|{town}]
[Nurse|Coach|Officer|Aunt|Uncle|Judge] {namesake} [left early|had a question|was kind|is away].
[with|from] {namesake} [and {first}|], [the cleaners|the team in {town}|your neighbours]
[As|Since|Until] {namesake} [left|arrived|called], [the phone was silent|we had no plan|nobody spoke].
"[Stop|Look|Enough|Come in|Listen]," {namesake} [said|muttered|begged|ordered].
[The letter|The cake|This seat|That coat|The blue mug] is {namesake}'s.
[I'm|You're|He's] [not |]{namesake}[, I'm {first}|; that's {first}|, remember|]
{last} [left|sued|joined|founded|audits] {brand}[ in {year}| last {month}|, then {brand}].
{first} [works|worked|interned] at {brand} [with|under] {first}[ {last}|].
[Dr.|Prof.|Ms.|Mr.] {last} [teaches|spoke|parks|lives] [in|near|behind] {venue}.
{first} [flew|drove|walked|hitchhiked] from {town} to {town} [alone|with {namesake}|by night].
{namesake} [plays for|supports|was traded to|hates] {team}.
{venue} [is named|was named|is called] after {person}[, a donor|, who built it|].
{namesake} [bought|returned|reviewed|repaired] [the|a] {thing}[ on {weekday}| from {first}|].
{first} [read|sang|hummed|quoted] "{work}" [to|with] {first}.
"""

# The same kinds of words where they are nobody.
WITHOUT_PEOPLE = r"""
{town} [has|had] [a harbour|two airports|{number} inhabitants|a famous market|no railway|cheap hotels].
[Taxes|Floods|Elections|Snowstorms|Salaries|Strikes] in {town} [fell|made headlines|were postponed|are high].
[The train|The bus|The ferry|A flight|The motorway|The pipeline] [to|from|via|for] {town} [leaves|is late|was cancelled|takes {small} hours].
[We|They|The tourists|Troops|Both trucks] [stopped in|drove through|reached|left|returned to] {town} [before dark|in {year}|on {weekday}].
{town}, {town} and {town} [are twinned|lie on the coast|share a border|voted yes|report rain].
[The|Our] {town} [depot|plant|campus|clinic|warehouse|market|team] [closes|moved|hires|is full|reopened] [in {month}|on {weekday}|].
[Weather|Traffic|Forecast] for {town}: [rain|snow|sunny], {small} degrees
{town} [lies|sits] [north|south|east|west] of {town}[, on the {feature}|].
[downtown|central|northern|greater|old] {town} [was|is] [flooded|crowded|quiet|without power]
[population|area|mayor|elevation|founded] of {town}: {number}
{town} - {town} - {town} - {town}
{town}\t{number}\t{number}\n{town}\t{number}\t{number}\n{town}\t{number}\t{number}
[stock|pallets|orders|returns] [moved|shipped|sent] from {town} to {town} on {date}
[city|region|depot|site]={town} [temp|count|status]={number}
{town} [Tourist Board|Police Department|City Council|Public Library|Fire Station|Chamber of Commerce] [said|confirmed|denied] [so|it].
[I love|We miss|She photographed|They painted] {town} [in autumn|at night|in the rain].
[Moving|Welcome|A trip|The road] to {town}[:| -] [what to know|a guide|day {small}]
[She|He|They] [lives|grew up|works|studied] in {town}[, not in {town}|, near {feature}|].
[A|The] [mayor|bishop|duke|people|governor] of {town} [resigned|objected|cheered].
[The|This] {town} [Declaration|Agreement|Marathon|Film Festival|Stock Exchange|Zoo] [of {year}|] [was signed|was delayed|opens soon].
{feature} and {feature} [are|were] [closed|dry|frozen|protected|on the map].
[We|They] [hiked|camped|fished|sailed] [up|near|along|around] {feature}[ to {feature}|].
{feature} [flows|drains|empties] into {feature}[ near {town}|].
{feature} [made landfall|weakened|was mapped|erupted|is {number} metres high] [in {year}|].
{feature}, {feature}, {feature}
[Meet|Register|Park|Vote|Rehearse] [at|in|behind] {venue}[, {time}|, second floor|].
{venue}, [room|level|floor|seat|gate] {number}
[Where|Venue|Location|Room|Hall]: {venue}
[The|Our] [hearing|seminar|wedding fair|blood drive|concert] [is|was] [held |moved |]in {venue}[ on {weekday}|].
{venue} - {venue} - {venue}
{time} {phrase} ({venue})\n{time} {heading} ({venue})
Room {small} [Court|Annex|Studio|Chapel], [first|second|third|ground] floor
[Track|Session|Lane|Table|Court|Pitch] {small}: {venue}
{"name": "{thing}", "[price|stock|qty|weight|sku]": {number}}
{"Name": "{thing}", "[Category|Type|Model|Colour|Brand]": "{word}"}
[{"name": "{thing}"}, {"name": "{thing}"}, {"name": "{thing}"}|"name": "{thing}", "version": "{small}.{small}"]
"[name|title|label|displayName|productName]": "{thing}", "[id|sku|color|enabled|width]": [{number}|"{code}"|true]
<[product|item|part]><[name|title]>{thing}</[name|title]><price>{number}</price></[product|item|part]>
name: {thing}\n[price|stock|unit|colour]: {number}
[Product|Item|Model|Article|Device|Part|Style|Variety|Plan]: {thing}
[Product|Item name|Title],[Qty|Stock],[Price|Cost]\n{thing},{small},{number}\n{thing},{small},{number}\n{thing},{small},{number}
{thing}, {thing}, {thing}
{thing}\t{price}\n{thing}\t{price}\n{thing}\t{price}
{code} {thing} {small} {price}
[-|*|•] {thing}\n[-|*|•] {thing}\n[-|*|•] {thing}
[The|My|This|Our] {thing} [broke|squeaks|needs batteries|arrived dented|won't start] [after {small} weeks|].
[Compare|We tested|I returned|Choose between] [the|a] {thing} [and|with|or] [the|a] {thing}.
{thing} [vs|versus] {thing}: [which is better|a review|price and range]
[Upgrade|Migrate|Port|Switch] [from |]{thing} [to|with] {thing} {small}.{small}
[Install|Configure|Restart|Disable|Download] {thing}[, then {thing}| before {thing}|].
[Drinks|Starters|Desserts|Menu|Specials]: {thing}, {work}, {thing}
{small} x {thing} @ {price}
{work}, {work}, {work}
[On the playlist|Tonight's films|Up next|Best sellers|Now showing|Track list]: {work}, {work}, {work}
{small}. {work} [{small}:{number}|({year})]
"{work}" [and|or|then] "{work}"
[Have you seen|They screened|We staged|The choir sang|I re-read] {work}[ twice| again|]?
{work} [won|lost] [an Oscar|the award] for [best score|best picture] in {year}.
[The|This] [musical|opera|paperback|remake|trailer] [of|for] {work} [sold out|is out of print|leaked].
{team} [beat|drew with|lost to|host|play] {team} [{small}-{small}|on {weekday}|away].
{team} {small} {team} {small}
[The|Both] {team} [fans|players|owners] [cheered|protested|left early].
[Standings|Results|Fixtures]:\n{team} {number}\n{team} {number}\n{team} {number}
{brand}, {brand} and {brand} [closed stores|raised prices|declined to comment|bid for the contract].
[Shares of|A lawsuit against|The merger of|A branch of|Lawyers from] {brand} [and {brand} |][fell|failed|opened|agreed].
[I shop at|She banks with|We insure with|The bag is by|It was audited by] {brand}[, not {brand}|].
{brand} [advised|represented|sued|acquired|sponsors] {brand}[ in {year}|].
[See|Cf.|In|Under|Citing] {case}, {number} [U.S.|F.3d|So. 2d|Cal. App.] {number} ({year})[.|; {case}.]
[The court in|As held in|Unlike] {case}, [the statute|the rule|the test] [was upheld|fails|applies].
The {eponym}-{eponym} [Act|theorem|algorithm|index|scale|test|equation|distribution] [applies|is slow|does not hold].
[{eponym}'s|The {eponym}] [law|paradox|constant|method|syndrome|disease|effect] [explains|limits|causes] [it|this|{word}].
[import|from|use|require|include] {id}[.{id}|]; {id}({id}, {id})
def {id}(self, {id}, {id}=None):\n    return self.{id}
[self|this|app|ctx].{id} = {id}.{id}({number})
git [checkout|merge|push] {id}[ && git pull origin {id}|]
{small}.{small}.{number} - [fixed|added|removed|bumped] {thing} [support|driver|plugin|version] (#{number})
- [Fix|Add|Remove|Update|Drop] {thing} [in|for|from] {thing} {small}.{small}
{date} {time} [ERROR|WARN|INFO] [{id}] {id}.{id}: {word} [failed|timed out|closed]
[FROM|RUN|COPY|ENV] {id}:{id} [AS {id}|]
{id}={id}\n{id}={number}\n{id}=[true|false]
[May|June|April|August] [was|is|will be] [cold|wet|busy|our best month]; [July|March] [was|is] not.
[Will|Can|May] [the vote|the dam|the price|it] [pass|hold|drop|change] [in {month}|]?
[Bill|Grant|Chase|Frank|Earnest|Rich|Drew|Sue] [the invoice|the client|them access|the ball|answers|soil|them for it] [if needed|today|].
[Hope|Faith|Joy|Mercy|Charity] [is|was|matters|fades|helps] [not enough|in short supply|more than money|].
[Rose|Ivy|Violet|Olive|Hazel|Ginger|Jasmine|Heather|Basil] [grows|flowers|needs|likes] [in shade|in {month}|little water|full sun].
[The|A] [art|dean|major|guy|duke|cliff|glen|dale|robin|jay] [of the deal|was absent|in charge|said no|is steep|sang].
"""
