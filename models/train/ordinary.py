"""Ordinary sentences of work and home, whose ends are put together anew each time (`clauses`).

The first list names people; the second has brands, places, goods, coined words and captions at the
same places of the same kinds of sentences. One line is one template.
"""

PEOPLE = r"""
{anyone} {does}.
{anyone} {does} and {anyone} {does}.
{anyone} {does}, [but|and|so|while|though] {role} {does}.
{role} {does}, [but|and|so|while|because|until] {anyone} {does}.
{role} {verbed} [with|for|from|after|without|like|near] {anyone}[ {tail}|].
{role} [showed|sent|gave|owed|lent|promised|read|sold|left|brought] {anyone} {noun}[ {tail}|].
{role} [has|had|let|made|watched|heard] {first} {verb}[ {tail}|].
{role} [wants|needs|asked|told|expects|begged|trusted|paid|helped] {anyone} to {verb}[ {tail}|].
[Would|Could|Can|Will|Did|Does|Should|Might|Must] {anyone} {verb}[ {tail}|]?
[Is|Was|Isn't|Wasn't] {anyone} [still|ever|always|also|really|already] [in {dept}|{plain}|on leave|with {first}|at {noun}][ {tail}|]?
[Has|Had|Hasn't] {anyone} [already |ever |]{verbed}[?| yet?]
{first} in {dept} {does}.
{first} [and {first} |]from {dept} [{does}|will {verb}|is off until {weekday}].
[{first}|{person}] is [on|back from|due back from] [parental|sick|annual|maternity|unpaid|compassionate] leave[ until {date}| till the {small}th|].
{first} [is out|is off|is away|will be in|works from home] [{weekday}s|on {weekday}|until {date}|today][, {first} covers|; ask {first}|, call {first} instead|].
[Moved|Postponed|Cancelled|Brought forward]: {first} [is ill|is abroad|has the keys|{does}].
[I can't|I won't|We cannot] [come|do it|stay], [would|could|can] {first} {verb}[ instead|]?
[If|When|Once|Before|After|Unless|Because] {anyone} {does}, [{role}|{first}] {does}.
[Only|Even|Not even|Nobody but|Everyone except|Apart from] {anyone} {does}[ {tail}|].
[Both|Either|Neither] {last} [and|or|nor] {last} {does}[ {tail}|].
{last} and {last} {does}.
{last}, {last} and {last} {does}[ {tail}|].
{last} {does}; {last} {does}.
{last} {does}[, {last} does not|, says {last}|, as {last} put it|].
[As|What|Which is what] {last} [has shown|pointed out|claims|wrote in {year}|calls {noun}], {role} {does}.
[In|Around|Since|Until] {year}[,|] {last} {does}.
[I|We|They|She|He] [never|always|hardly|still|once] [trusted|liked|knew|met|believed|called|remember] {last} [with|after|about|because of|before] {noun}.
[the late|the younger|the elder|a certain|a young|our dear|one] {person} {does}[ {tail}|].
{noun} [is|was] [with|from|for|at|near|behind] {anyone}[ {tail}|].
{noun} [belongs to|was made by|was left to|went to|was found by|is meant for|reminds me of] {anyone}[ {tail}|].
{noun} was [witnessed|signed|stolen|found|drawn|repaired|written|checked|approved|delivered] by {anyone}[ and {anyone}|][ {tail}|].
{Noun} by {person}[, {year}|].
[Photo|Text|Music|Words|Lyrics|Layout|Illustration|Recipe|Interview|Translation] [credit|by|]: {person}
[Picked|Packed|Checked|Counted|Typed|Drawn|Seen|Verified|Authorised|Measured] by[:|] {anyone}[, {date}| {time}|]
[Checked|Agreed|Approved|Noted]: {person}[, {date}|]
[left|leave|dropped|collect] {noun} [with|at|from] {anyone}['s| at no. {small}| next door| in {dept}|]
I left {noun} at {first}'s[.| {tail}.| and {first} {does}.]
[at|near|behind|outside|from] {first}'s[, {role} {does}|]
{first}'s {bare} [is|was] {plain}[, {first}'s {bare} too|].
{last}'s {bare} {does}.
{anyone}'s {bare} and {anyone}'s {bare} [are|were] {plain}.
[my|her|his|our|their|the] [{bare}|tutor|carer|driver|hairdresser|ex-wife|stepson|midwife|agent|sponsor], {anyone}, {does}.
[my|her|his|our|their] [father|mother|sister|brother|aunt|uncle|grandson|niece|partner|neighbour] {first} {does}.
[my|her|his|our] [father|mother|sister|brother|aunt|uncle|partner|neighbour] ({anyone}) {does}.
[the patient|the claimant|the driver|the deceased|the buyer|the pupil], [later identified as|known as|named as|one] {person}, {does}.
{person}, [{role}'s [lawyer|son|deputy|widow]|whom nobody knew|who {does}|then {number}|a {job}], {does}.
[For|To|With|From] {first}, [who|whose {bare}] {does}.
[In memory of|In loving memory of|Dedicated to|R.I.P.|Farewell] {person}[, {year}-{year}| ({year}-{year})|].
[Voicemail|Missed call|Call|Callback|Visit|Walk-in] [{time}|{date}|]: {anyone}[, wants to {verb}|, about {noun}|, {phone}|]
[caller|customer|visitor|guest|driver|tenant|pupil|nurse] {person}, [wants to {verb}|about {noun}|{phone}|no show]
[pls|please|can someone|could you|pls can you] [ring|add|tell|cc|invite|chase|copy in|pay|forward this to] {first}[ and {first}|][ {tail}| back| to the thread|]
[can|could|cn] [u|you] [let|tell|ask|remind] {first} [know |]{role} {does}
[hi|hello|hey|morning|evening all] its {first}[ {last}|][ here|], {role} {does}
my [landlord|boss|gran|ex|teacher|mate] {anyone} {does}
the [kids|keys|dogs|tickets] are with {first} [until {small}|{tail}|]
[{first}|{anyone}]: {role} {does}?\n[{first}|{anyone}]: [no|yes|not yet|dunno|ask {first}]
[{first}|{anyone}]: {first} {does}\n[{first}|{anyone}]: [lol|why|ok|when]
[Bread|Milk|Stamps], {noun}, call {first}, {noun}
{weekday}: {noun}. {weekday}: {first}. {weekday}: [dinner|lunch|gym] with {first}.
[Panel|Jury|Board|Committee|Committee members|Trustees|Nominations|Referees|Supervisors|Examiners]: {person}[ (chair)| ({org})|], {person}, {person}[ ({org})|, one external|]
[Nominated|Elected|Re-elected|Absent|Seconded|Promoted|Dismissed]: {person}, {person}[ and {person}|]
[Employee|Player|Volunteer|Driver|Pupil|Customer] of the [month|year|week]: {person}
[Guests|Speakers|Survivors|Passengers|Signatories|Winners] [of honour |]included {person}, {person} and [the {job} |]{person}.
[Among|Between] [them|us|the survivors|the guests] were {person}, [her|his] [brother|wife] {first} and {role}.
[Attention|Att.|FAO|F.A.O.|For the attention of|c/o|Care of|Memo to|Note for] {person}[: {role} {does}|]
[From the desk of|Kind regards from|A message from|A letter to|A statement from|Greetings from|Questions for] {person}[, {job}|]
[Cheque|Check|Invoice|Receipt|Certificate|Ticket] [made out|issued|payable|written] to {person}[ for {price}|].
[Refunded|Reimbursed|Credited|Quoted|Rang|Chased|Emailed|Upgraded] {person} [for|about|over] {noun}.
[Invoice|Delivery|Press|Booking|Parking|Payroll] [queries|questions|enquiries] [go to|to|are handled by] {first}[ in {dept}|, {email}|]; [everything else|the rest] to {email}.
PLEASE NOTE: {person} [IS NO LONGER|IS NOT|IS] [EMPLOYED HERE|AUTHORISED TO {verb}|IN CHARGE OF {noun}].
[SIGNED|SWORN|DECLARED|WITNESSED] [IN THE PRESENCE OF|BEFORE ME|BY] {person}, [NOTARY|JUSTICE OF THE PEACE|{job}]
[Father|Mother|Groom|Bride|Godmother|Informant]: {person}[, deceased|, {job}|, {number}|]. [Father|Mother|Groom|Bride|Godmother|Informant]: {person}
"[Nobody asked|It was never mine|You knew that|Take it back|I was asleep]," {anyone} [muttered|lied|said|shrugged|repeated|texted back][, and {verbed}|].
"[Sit down|Look here|Careful|Wait|Forgive me|Tell us], {anyone}," [the doctor|the judge|her aunt|somebody|a voice] [began|said|called].
[Welcome aboard|Well played|Rest in peace|Good morning|Many happy returns|Much obliged|After you], {first}[!|.| {last}.]
[Minister|Deputy|Councillor|Spokeswoman|Goalkeeper|Midfielder|Novelist|Soprano|Midwife|Apprentice|Trainee|Porter|Sexton|Curate] {person} {does}.
[Mr|Mrs|Ms|Dr|Prof.|Mr.|Mrs.|Dame|Sir|Señora|Herr|Madame] {last} {does}[ {tail}|].
[Dear|Hello|Hi|Hallo|Dear] [Mr|Mrs|Ms|Dr|Mr.|Ms.|Frau|Herr|Monsieur] {last}, {role} {does}.
[her stage name|his pen name|the name on {noun}|the tenant] [is|was] {person}[, the {bare} says {person}|].
[listed as|registered as|spelt|saved under|known at school as|better known as] {person}[, not {person}|]
[It was|It is|It must have been] {first}, not {first}, who {does}.
[who|why|when|where] [did|does|will|would] {anyone} {verb}[ {tail}|]?
[Who let|Why let|Never let|Don't let|Let] {first} {verb}[ {tail}|][?|.|!]
[I'd rather|We had better|You should|Better] [have|let|ask|see|send] {first} [{verb}|do it|first][ {tail}|].
[Ask for|Look for|Try|See|Ring] {first} [at|in|near|behind] {noun}[; [she|he] {does}|].
{first} has {noun}. If [she|he]'s out, [try|ask|call] {first} [next door|{tail}|].
{first} and I [will|can|{verbed}|must] [{verb}|go][ {tail}|].
{first} says [hello|hi|sorry|thanks|no] and [wants|needs] {noun} back.
[{first} got|{last} got|{person} got] {noun}, so {anyone} {does}.
{last} [won|lost|took|led|missed] [the {number} metres|the first set|by a head|gold|the toss]; {last} [was|came] [a distant third|second|last].
[{person}|{last}] v[.|s.|] {last}[, {year}| was adjourned|].
[{person} against|{person} versus] [the State|the Crown|{org}|{place}][ was adjourned|, {year}|]
[1.|2.|3.|a)|-|*|•] {person}[, {does}| ({dept})| - {bare}|]
{person}: {noun}\n{person}: {noun}\n{person}: {noun}
{person}   {number}   {plain}\n{person}   {number}   {plain}
Seat {small}[A|C|F]: {person}
{person} trained [under|with] {person} before {role} {verbed}.
{person} [taught|raised|coached|betrayed|advised|outlived] [both of us|three of them|the twins|me] [{bare}|{tail}].
{first} {verbed}, {verbed} and {verbed}.
{role} [thinks|says|heard|doubts|hopes|is sure] {anyone} {does}[, doesn't [she|he]|].
[In|From|By|On] {noun}, {anyone} {does}.
[Yesterday|Apparently|Officially|Meanwhile|Sadly|Strangely|By then|At {time}|On {date}][,|] {anyone} {does}.
[Warning|Tip|Reminder|Apology|Order|Complaint] from {person}: {noun} [is|was] {plain}.
{number} [letters|votes|hits|visits|points] for {anyone}[, {number} for {anyone}|]
{person} - {bare} - {price}
{person} {small}/{small}
{person} ({plain}, {plain})
{person} + {person} = {bare}
[signed|thanks|love|best], {first}[ x| (and {first})| & {first}|]
- {person}[, {place}|, {year}|]
~ {first}
"""

WITHOUT_PEOPLE = r"""
{nobody} {does}.
{coined} {does}.
{brand} [and|or] {brand} {does}[ {tail}|].
{brand}, {brand} and {brand} {does}[ {tail}|].
Both {brand} and {brand} {does}.
{role} {does}, [but|and|so|while|because|until] {nobody} {does}.
{role} {verbed} [with|for|from|after|without|like|near] {nobody}[ {tail}|].
{role} [sold|left|owed|sued|joined|prefers|recommends|reviewed|boycotts|quit] {nobody}[ {tail}|].
{role} [recommends|prefers|bought|likes|compared] {brand} [over|to|and|instead of] {brand}[ ones| {bare}|].
[We compared|Choose between|I own|They stock|Try] {brand}, {brand} and {brand}.
[Would|Could|Can|Will|Did|Does|Should] {nobody} {verb}[ {tail}|]?
[Is|Was|Isn't] {nobody} [still|ever|always|also|really|already] [in {place}|{plain}|on sale|at {noun}]?
[If|When|Once|Before|After|Unless|Because] {nobody} {does}, {role} {does}.
[Only|Even|Not even|Nobody but|Everyone except|Apart from] {nobody} {does}.
{noun} [is|was] [with|from|for|at|near|behind] {nobody}.
{noun} [belongs to|was made by|went to|comes from] {brand}[ {tail}|].
{noun} from {coined}[, {year}|]
[bought|returned|ordered|broke|lost|charged] [a|the|my|two] {coined} [{bare}|{bare}s|{number}][ {tail}|]
[bought|returned|ordered|broke|sold] [a|the|my|two] {brand} [{bare}|{bare}s][ {tail}|]
[Check|Replace|Mount|Order] the {coined} [{bare}|valve|pump] and the {brand} [{bare}|cable].
[The|A|Our|This] {coined} {bare} {does}.
[The|A|Our|This] {brand} {bare} {does}.
[The|A|Our|This] {plain} {proper} {bare} {does}.
the {bare} in {coined} {does}
[in|from|to|via|near|outside] {coined}[, {role} {does}|]
{role} [flew|drove|moved|sailed|walked|shipped it] [to|from|via] {coined}[ {tail}|].
{coined} {number}mg, {coined} {number}mg[, twice daily|]
{coined}[®|™|] [{number}|{bare}|is {plain}]
[install|run|upgrade|restart|configure] {coined}[ {small}.{small}| on {coined}| first|]
{coined} [vs|vs.|or] {coined}: {noun}
{role} {does} at {venue}[ {tail}|].
{venue} {does}.
{feature} {does}.
{work} is [on|playing on] {brand} again.
[Play|Read|Watch|Stream|Rewatch] "{work}" [again|once more|{tail}][, please|].
[Half|Most|All|None|Two thirds|Parts] of {place} {does}.
[Nobody|Hardly anyone|Everyone] in {place} {does}.
[The|This] {eponym} [Prize|Test|Effect|Doctrine|Report|Act|Bible|Index|Number|Scale|Cup|Declaration] {does}.
[{eponym}'s Law|{eponym}'s disease|{eponym} syndrome|{eponym} knots|{eponym} numbers] {does}.
[Bread|Milk|Butter], {plain} {bare}, {proper}, {proper}.
[We|They|I] [had|ordered|drank|served] {proper} and [a bottle of |two |some |]{proper}[ {tail}|].
{weekday}: {noun}. {weekday}: {noun}. {weekday}: {noun}.
{brand} [boilers|tyres|shares|shoes|phones|results] [are|were] {plain}[ {tail}|].
[Shares in|Workers at|A spokesman for|Customers of|A recall by] {brand} {verbed}.
{brand} [missed|beat|raised|cut] [its|their] [targets|forecast|prices|dividend], {brand} said.
[She|He|They|I] [joined|left|audited|sued|works for|interned at] {brand} [straight out of|after|before] {brand}.
[Meeting|Call|Lunch|Demo] with {brand} at {time}, then [lunch|coffee|drinks] at {brand}.
{caption} {does}.
[Please|Kindly|Just] {verb}[ {tail}|].
[Turn|Check|Open|Close|Bring|Mind|Keep] {noun}[ {tail}|].
[Welcome|Thanks|Sorry|Cheers|Sincerely|Regards|Hello|Hi|Dear], [all|everyone|team|folks|customers|neighbours|sir or madam][, {role} {does}|!]
[Welcome|Hello|Hi|Dear] [aboard|back|again|there|Team|All|Neighbour|Colleagues|Sir|Madam|Customer|Parents][!|,| {role} {does}]
[Warning|Tip|Reminder|Notice]: {noun} [is|was] {plain}.
[Photo|Text|Music|Layout|Packed|Checked|Approved|Signed] by[:|] [the {bare} team|us|hand|{brand}|machine|n/a]
[1.|2.|3.|a)|-|*|•] {noun}[, {plain}| - {price}|]
{caption}: {noun}\n{caption}: {noun}
{Noun} {plain}
[Which|What|Whose] {bare} {does}?
[It|This|That|There] {does}.
[I|We|You|They|He|She] {does}, [and|but|so] [I|we|you|they|he|she] {does}.
{role} {verbed}, {verbed} and {verbed}.
"[It was late|Nobody asked|Take it back|We are closed]," [he|she|{role}|the waiter] [muttered|said|repeated|wrote].
In {year}[,|] {role} {does}.
[Yesterday|Apparently|Meanwhile|Sadly|By then|At {time}|On {date}][,|] {role} {does}.
"""
