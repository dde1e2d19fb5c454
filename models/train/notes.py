"""Names in minutes, customer notes, tickets, chats, lists and signatures. One line is one template."""

NOTES = r"""
Minutes of [the |]{date}. [Chair|Chairing]: {person}. [Apologies|Regrets|Excused]: {person}[, {person}|].
[Present|In attendance|Members present|Quorum]: {person}, {person}, {person} and {person}
[Absent|Excused|Late]: {last}, {last}[, {last}|]
{last} [opened the meeting|presented the budget|abstained|left the meeting] at {time}.
Moved by {anyone}, seconded by {anyone}[, carried| (4-1)|; motion failed].
Motion: {last}. Second: {last}. [All in favour|Vote {small}-{small}].
[Action|To do|AP|Next step]: {anyone} [to send|will draft|to check|will book] [the figures|the contract|a room|it] by {weekday}.
[Cllr|Trustee|Chairman|Treasurer|Secretary|Director|Alderman] {last} [asked about|questioned|praised|welcomed] the {word} [plan|survey|report].
{small}. [Budget|Parking|Roof|Staffing|Any other business] ({last}[/{last}|])
[Questions|Comments] from {anyone} and {anyone} were [noted|deferred to {month}].
[Ms|Mr|Mrs|Dr] {last} [presented|circulated|read] the [minutes|accounts|petition].
{last}: [agreed|no objection|will follow up|needs more time]
[Called|Rang|Emailed|Texted|Saw|Visited] {anyone} [re|about|regarding] [renewal|the quote|delivery|{code}][. No answer| - happy|].
[LM|VM|Left msg|Voicemail] for {anyone}[, will retry {weekday}|; {phone}|].
[Contact|Champion|Decision maker|Gatekeeper|Sponsor|Account manager|Owner|Rep]: {anyone}[ ({job})| - {phone}|]
[Call|Mtg|Meeting|Demo|Lunch] w/ {anyone} [& {first} |]({org}) [{date}|went well|moved to {weekday}]
{date} {first} - [spoke to|met|quoted|chased] {anyone}[; wants a discount|, interested|].
[Client|Prospect|Lead] {person} [asked for|signed|declined|is reviewing] [the proposal|a demo|terms].
[Referred|Introduced|Recommended] by {anyone}[ at {org}|].
{anyone} [prefers|asked for|hates] [mornings|email|phone calls|cash]. [Birthday {date}.|]
[Wife|Husband|Son|Daughter|Assistant|PA] is {first}[, allergic to nuts|; likes golf|].
[Next step|Follow-up]: [call|email|invite] {anyone} [in {month}|on {weekday}]
Ticket {code}: {person} [reports|says|complains] that [the screen is blank|the invoice is wrong|VPN drops].
[Assigned to|Assignee|Reporter|Requester|Watcher|Opened by|Closed by|Escalated to|Submitted by]: {anyone}
[Reassigned|Handed over|Escalated] [from {anyone} |]to {anyone} at {time}
User {anyone} [cannot|could not|can't] [print|log in|open the file|reset the token] [since {weekday}|].
[hi|hello|hey] all, {first} [again|speaking|from support]. [The site is down|My badge fails|Any news on {code}]?
{anyone} [confirmed|verified|denied] [the fix|the outage|by phone][ at {time}|].
[Remoted|Dialled|Logged] into {first}'s [laptop|PC|session], [cleared cache|reset password].
#{number} {phrase} ({person}, {date})
[Customer|Caller|Patient|Subscriber|Resident] {person} [says|states|wants|asks] [a refund|the box was open|to move the date|nobody came].
[Resolution|Note|Update]: [spoke with|refunded|shipped new one to] {anyone}.
[{time}] {first}: [anyone here|lunch?|build is green|on my way]\n[{time}] {first}: [yep|not yet|ok {first}]
{first}: {first} [said no|is out|has the keys]\n{first}: [ok|why|since when]
[pls|please|can u|could u] [tell|ask|add|ping|remind] {anyone} [asap|today|about the rent|to call]
[thx|ty|thank u|cheers|sorry|np] {first}[ :)|!!| xx|, c u later|]
[its|it's|this is|im] {first} [from work|from {place}|again|{last}][, new number|, call me|]
[omg|lol|ugh|haha] {first} [is late again|broke it|forgot the tickets|won]
[did|has|will] {first} [pay|call|leave|reply|eat] [yet|already|tomorrow|]?
[nothing|no word|a text|3 calls] from {first} [yet|so far|today]
[me|just me], {first} and {first} [are in|are going|want pizza]
[where's|wheres|who's|whos] {first}[ now|?| {last}?]
[meet|seeing|driving with|staying with|ask] {first} [at {time}|tonight|after work|if u can]
[is|was] {person} [still with us|on the lease|your landlord|there]?
[i am|i'm|name's] {person}[,| and] [the order is late|i want a refund|i lost the card]
[invite|mute|unmute|promote] {person} [and {person} |][in] [the group|the channel|the call]
[Winners|Finalists|Cast|Crew|Volunteers|Donors|Jury|Graduates]: {person}, {person}, {person}[, {person}|]
[Winners|Guests|Squad|Group B|Carpool]: {first}, {first}, {first} and {first}
[1.|1)] {last_first}\n[2.|2)] {last_first}\n[3.|3)] {last_first}
{last_first}\n{last_first}\n{last_first}\n{last_first}
{last_first}; {last_first}; {last_first}
{person}; {person}; {person}
{person}\n{person}\n{person}\n{person}
{first}\n{first}\n{first}\n{first}
{person} ({number}), {person} ({number}), {person} ({number})
[Table|Team|Row|Bus|Lane] {small}: {person}, {person}[, {first}|]\n[Table|Team|Row|Bus|Lane] {small}: {person}, {person}
[Survivors|Bridesmaids|Godparents|Heirs] [are|include] {person}, {person} and {person}.
{person} [1st|2nd|3rd], {person} [2nd|3rd|4th], {person} [DNF|5th]
cc [{anyone}; {anyone}|{person}, {person}]
[Insured|Claimant|Applicant|Student|Tenant|Subscriber|Voter|Borrower|Beneficiary]: {last_first}[  {code}|]
[Father|Mother|Spouse|Guardian|Next of kin|Physician|Teacher|Landlord|Referee]: {titled}
[Father|Mother|Spouse|Guardian|Next of kin|Emergency contact|Witness|Notary]   {person}   [{phone}|{date}|aunt|brother]
[Maiden name|Former surname|Family name|Last name|Née]: {last}
[Given name|First name|Nickname|Preferred name|Goes by|Called]: {first}
[Signature|Printed name|Signed|Name in block letters]: {person}  [Date: {date}|]
[Warm regards|With thanks|Yours|Take care|Many thanks|Rgds|BR|Tks],\n[{person}|{first}]
[Warmly|Cordially|Yours faithfully|Respectfully],\n\n{person}\n{job}[, {org}|]
{person}\n{job}\n[T|M|Tel|Mobile]: {phone}
--\n{person}\n{job} | {org}
[MfG|Mit freundlichen Grüßen|Viele Grüße|Cordialement|Saludos|Atenciosamente|Cordiali saluti|Pozdrawiam|Met vriendelijke groet],?\n{person}[\n{job}|]
[Issued|Signed|Posted] [by|for] {person}[, {job}|]
[p.p.|pp|for] {person}\n{job}
-{first}
{first} xx
{person}, [who was|being|aged {number},|a {job},] [arrested|treated|released|elected] in {place}[, is my uncle|].
[The form|A petition|The appeal|The permit] was [signed|withdrawn|submitted|lost] by {person}[ of {place}| on {date}|].
[Collected|Delivered|Rented|Leased|Sold] [to|by] {person}[ for nothing| on {date}| at the gate|].
{person} [owns|leases|inherited|repairs] [the flat|a boat|two shops|watches] [in {place}|with {person}|].
{person} and {person} [opened|inherited|closed] [a bakery|the farm|two hotels] near {place}.
[The board thanked|Police questioned|Please welcome] {person}, {person} and {person}.
{person} [rescheduled|attended|failed] [her|his|the] [checkup|training|exam] on {date}.
[Nobody but|Even|Perhaps|Surely] {first} [knew|laughed|agreed|waited] [that night|in the car|].
[This was|That was] {first}'s [fault|turn|decision], [wasn't it|and {first}'s too|as ever].
[To|Without|Beside|Behind|Against] {first} [it looked small|this meant war|nothing works|we would be lost].
[Last to leave|First to answer|Missing again|Most useful] was {first}[ {last}|].
[Honestly|Frankly|In fact], {first} [earned it|was right|never paid|cooks better].
[I'd|We'd|She'd] [rather ask|better tell|never forget] {first}[ {last}|].
[Our neighbour|A girl|The cook|His partner], [called|known as|one] {anyone}, [raised goats|sold stamps|never spoke].
[After|Before] {person} [retired|emigrated|fell ill] in {year}, [the son|{first}] [ran the mill|took over].
[Señor|Señora|Don|Doña|Signor|Madame|Monsieur|Herr|Frau|Pan|Pani|Shri|Smt.|Haji|Sheikh|Ustaz] {last} [called|agreed|will pay|sent a copy].
"""
