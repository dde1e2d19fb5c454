"""Short sentences of every day: people do things, and so do trades, goods, firms and towns.

The same ends of sentences follow a person and what is none, so that the words of the subject decide
as often as the words around it. One line is one template; `phrases` fills its slots.
"""

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
[When|If|Since|Because|Although|After|Before|While|Once|Until|Whenever] {anyone} {did}, {role} {did}.
[Today|Yesterday|Then|Now|But|And|So|Only|Maybe|Luckily|Soon|Suddenly|Usually|Meanwhile|Finally] {anyone} {did}.
[Why did|How did|Where did|What made|Had|Should|Could|Might|Did|Wasn't it|Isn't it] {anyone} [lose|say|wait|go|pay|{todo}][, or was it {anyone}|][?|.]
{role} {did}, [who knew|why not|what now|any news|who else]? {anyone} {did}.
[Singer|Actor|Author|Painter|Dancer|Rapper|Pianist|Director|Comedian|Model|Golfer|Boxer|Cyclist|Drummer|Composer|Explorer|Engineer|Founder|Blogger] {person} {did}[ {when}|].
{job} {person} {did}[ {when}|].
[Our|The|Her] {caption}, {person}, {did}.
{caption} {person} {did}[ {when}|].
{brand} [boss|chairman|co-founder|lawyer|designer|spokeswoman|veteran] {person} {did}.
[{town}|{place}] [native|mayor|goalkeeper|resident|born|star|lawyer] {person} {did}[ {when}|].
[British|Nigerian|Polish|Mexican|Korean|Turkish|Iranian|Swedish|Canadian] [singer|runner|poet|chemist|striker|judge] {person} {did}.
[{role}|I|We] {did} {when} with the [{person}|{last}] [album|book|tour|tape|letters|file].
[Album|Song|Track|Book|Talk|Sketch|Solo] by {person}[ feat. {person}|]: {caption}
{person} - {caption}\n{person} - {caption}
{caption} ({person}), {caption} ({person} & {person})
[I|We] [listened to|read|watched|quoted|covered|painted|played] {person} {when}[, then {person}|].
['{first}'|"{first}"|({first})|*{first}*|_{first}_|{first}...|{first}?!]
{first}/{first}[/{first}|][: {todo}| {did}|]
{person} ([{first}|{role}|{job}|{place}|{year}|"{first}"]) {did}.
[Q|Question|Judge|Host]: [Who|Whom did you see|And then|Your name]? [A|Answer|Witness|Guest]: {anyone}[ {did}|].
{role} {did}. {anyone} {did}. {role} {did}.
It {underwent} [and|so|but|until] {anyone} {did}.
"""

WITHOUT_PEOPLE = r"""
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
{label}: {label}\n{label}: {code}\n{label}: {word}
{label}: [yes|no|none|n/a|pending|{number}|{date}|{price}|{word}]
{label} {number}[\n{label} {number}|  {label} {code}]
{label},{label},{label}\n{number},{word},{code}
[When|If|Since|Because|Although|After|Before|While|Once] {nobody} {underwent}, {role} {did}.
[Today|Yesterday|Then|Now|But|And|So|Only|Maybe|Luckily|Soon|Suddenly] {nobody} {underwent}.
[Singer|Actor|Author|Painter|Director|Engineer|Mayor|Judge|Nurse|Captain] {did}, {role} {did}.
[British|Nigerian|Polish|Mexican|Korean|Turkish] [singers|courts|food|voters|ships|tea] {underwent}.
{place} {underwent}[ {when}|].
{place} [and|or] {place} {underwent}[ {when}|].
[in|from|to|near|via|outside] {place}[, {role} {did}|]
[He|She|They|We] [moved|flew|drove|sailed|emigrated|fled] [to|from] {place}[ and {place}|] {when}.
{role} [lives|works|grew up|got stuck|is based] [in|near|outside] {place}[, {place}|].
[Which part of|How big is|How cold is|What is the capital of|Where in] {place} [is it|do you mean|then]?
[the {place} office|customers in {place}|all of {place}|most of {place}|a bank in {place}] {underwent}.
{org} {underwent}[ {when}|].
{brand} [and|or|versus] {org} {underwent}.
[I|We|They] [bank with|work for|left|joined|sued|buy from|sell to|like] {org}[ and {org}| in {place}|].
[Thu|Fri|Sat|Sun|Mon|Tue|Wed], [{date}|{time}|{small} {month}][, {role} {did}|]
It {underwent} [and|so|but|until] {role} {did}.
{role} {did}. {nobody} {underwent}. {role} {did}.
"""
