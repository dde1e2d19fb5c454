"""Sentences: mail, chat, support, reviews, biographies, news, notes. One line is one template."""

PROSE = r"""
Dear {person},\n\n[Thank you for your order|We have received your payment|Your parcel is on its way]. [It will be sent to|We are shipping to] {address}.
Dear {titled},\nwe [regret|are sorry] that your {product} arrived damaged.
Hi {first},\n\n[thanks for shopping with us|your order has shipped]! Your order {code} goes to:\n\n{person}\n{block}\n\nCheers,\n{first}
Hello {first}, [just a quick note|a reminder] that your appointment is on {weekday}.
Good morning {titled}, your table is reserved for {small} people.
[Hey|Hi] {first}! Did you get the {product} I sent on {weekday}?
{first} [asked|told|called|emailed|texted] {first} about the [meeting|invoice|party] on {weekday}.
{person} [lives|used to live|has lived since {year}] at {address}.
{person} [moved|relocated] from {place} to {address} in {year}.
I am {person} and [we live|I rent a flat|the shop is] at {address}.
my name is {person}, i [want|need] to change my delivery address to {address}
Hi, this is {person} calling about order {code}.
I am {first}, {person}'s [brother|sister|mother|neighbour|assistant].
This is {first} speaking, how can I help you?
You can [reach|call] {person} at {phone} or {email}.
Please contact {person} ({email}) for [details|questions|access].
[Kindly|] [ship|deliver|forward] the [spare key|samples|documents|replacement] to {address}.
Could you [deliver|send] it to {address} [instead|please|by {weekday}]?
[Our|The] [new|main|head] office [is located|can be found] at {address}.
{org} has its [headquarters|head office|warehouse] at {address}.
We [visited|drove past|stopped at] {address} on {weekday}.
The [driver|courier] left the box at {address} and [nobody|no one] signed for it.
[Pick us up|Drop him off|We gather] at {address} at {time}.
The accident happened [at|near] {corner} around {time}.
There is a [coffee shop|bank|bus stop] at {corner}.
[They|We] [rent|own|are building] a place [on|at] {street}, [near|not far from] {place}.
My address is {address}, my phone is {phone}.
[Ship to|New address]: {address}. Old address: {address}.
{person} was born [on {date} ]in {place} and [studied|grew up] in {place}.
{person} ({year}-{year}) was [a|an] [English|American|French|German|Kenyan] [painter|novelist|chemist|composer|politician].
{last} [published|wrote|recorded] [the|her|his] first [novel|album|paper] in {year}.
[Critics|Reviewers] compared {last} with {last} and {person}.
{person} is the [chief executive|founder|director|treasurer] of {org}.
{org} [hired|fired|promoted|appointed] {person} as {job}.
{person}, {job} at {org}, [said|announced] the [plan|merger] on {weekday}.
According to {person}, the [figures|results] for {year} were [better|worse] than expected.
"[I am not sure|We will see|That is true]," said {person}.
"[Where are you going|Why did you come|Who told you that]?" {first} asked.
{first}: [are you there|did you see this|what time is it]?\n{first}: [yes|one moment|I am on my way]
{first} > [the build is broken again|lunch at noon]\n{first} > [ok|on it]
Agent: [May I have your full name|Who am I speaking with]?\nCustomer: {person}
Agent: What is the [shipping|billing] address?\nCustomer: {address}
Q: What is your name?\nA: {person}
The [manager|teacher|doctor|nurse|judge] {person} [agreed|refused] to comment.
[Yesterday|Last week|In {month}] {first} and {first} [got married|went to {place}|opened a shop].
{couple} [request the pleasure of your company|invite you] on {date}.
{couple} bought the house at {address} for {price}.
[The film|The movie|The series], directed by {person}, stars {person} and {person}.
{person} plays {first}, a [detective|teacher|thief] who [hides|lives] in {place}.
[The|This] song was written by {person} [in {year}|and {person}].
[In|During] the second half {last} scored twice against {place}.
{last} beat {last} 6-4, 7-5 in the [final|semi-final].
{person} won the [election|championship|award] in {year}.
Our condolences to the family of {person}.
Happy birthday {first}! [From all of us at {org}|Love, {first}].
To {first}, with love from {first}
Signed: {person}, {date}
[Sincerely|Best regards|Kind regards|Yours truly|Thanks|Best],\n{person}
[Regards|Cheers|Thanks again],\n{person}\n{job}\n{org}\n{block}\n{phone}
{person}\n{job} | {org}\n{phone} | {email}\n{address}
{person}\n{org}\n{block}\n\nDear {titled},\n[We write|I am writing] about your [letter|claim] of {date}.
{org}\n{block}\n\n{date}\n\n{person}\n{block}\n\nRe: [claim|invoice|account] {code}
[Witness|Patient|Tenant|Employee] {person} (born {date}) [stated|reported] that [the door was open|the car was red].
[The tenant|The buyer|The insured], {person}, residing at {address}, [agrees|declares] as follows.
This agreement is made between {org}, {address}, and {person}, {address}.
{person} [owes|paid|transferred] {price} to {person} on {date}.
[Thanks|Thank you] {first} for [the quick reply|your patience|the flowers].
cc: {person}, {person}
From: {person} <{email}>\nTo: {person} <{email}>\nSubject: [Re: |Fwd: |]{heading} {code}\nDate: {date}
On {date}, {person} wrote:\n> [see below|I agree|please call me]
Reviewed by {person}. Approved by {person}. [Next review {date}.|]
Authors: {person}, {person} and {person}
@{first} [can you|could you please] [merge|review|look at] #{number}?
{last_first} ({org}) [chaired|attended] the meeting.
Attendees: {last_first}; {last_first}; {last_first}
Present: {person}, {person}, {person}. Absent: {person}.
[Speakers|Panel]: {person} ({org}), {person} ({org})
[I spoke with|Ask for|Talk to|I'd like to speak to|Is] {anyone} [about it|today|at the front desk].
[Is|Was] the [lease|car|phone contract] in {anyone}'s name [or {anyone}'s|]?
[On stage|In the village|At school] [he|she|I] went by {first}.
[She signs as|Before the wedding she was|The passport says] {last}, not {last}.
[Everyone|Nobody] [likes|knows|trusts] {first}[ anymore|].
{first} is [a great colleague|very kind|15 years old|my best friend]. [She|He] [sings|works at {org}|loves dogs].
{first}'s [dog|house|phone|birthday] is [lost|big|broken|tomorrow].
[When|After] {first} left {org}, [{first} took over|nobody noticed].
[Have you met|Do you remember|I ran into] {anyone} [from {place}|from {org}|yesterday]?
{first}, {first} and {first} are [late|coming|on leave].
[The letter|The parcel|My order] [went|was delivered|got forwarded] to {anywhere} [by mistake|on {date}|twice].
[We booked|Send] a [van|shuttle|driver] for {address}. [Thanks|Ring {phone}].
[Please update|Change] my [address|details]: {person}, {anywhere}
[What follows is|Here is|This is] the address of {anyone}:\n\n{block}
{address} is [my|our|her] [home|work|mailing] address.
[Where is|How far is|Do you deliver to] {anywhere}?
{org}, {address}
[Send it c/o|Care of] {person}, {anywhere}
[Turn left|Go straight|Park] at {road} [and then right|until you reach {road}].
The [council|city] [named|closed|repaved] {road} in {year}.
[Open house|Garage sale|Yard sale] at {address}, {weekday} {time}
[Apartment|House] for rent: {address}, {small} bedrooms, {price} a month
{job} wanted in {place}. Apply to {person}, {anywhere}.
[His|Her|The patient's] emergency contact is {person}, {phone}.
[I|We] [flew|drove|travelled] from {place} to {place} [with {first}|in {month}].
"""

NEGATIVE = r"""
How [do|can] I [reset my password|return an item|cancel my order|get a refund]?
[Can|Could] you [please |]help me [with|change] my [order|card|account]?
My [order|card] number is {code}.
[I need|We want] {small} {product}s [and|or] {product}.
The {product} [costs|is] {price} [now|today].
The [weather|traffic] in {place} [is|was] [bad|fine] [today|on {weekday}].
[We|They] opened [a|the] new store in {place} in {year}.
The [Golden Gate|Brooklyn|London|Tower] Bridge [is|was] closed on {weekday}.
[Flights|Trains] from {place} to {place} [leave|depart] at {time}.
{org} [reported|announced|expects] [sales|revenue] of {price} for {year}.
[Shares of|Analysts at] {org} [fell|rose] {small} percent on {weekday}.
{org} and {org} [signed|announced] [an agreement|a merger].
[The|A] {job} [checks|writes|reads] the [report|log].
{phrase}. {phrase}.
[Error|Warning|Info]: {word} {number} [failed|not found] at line {number}
[Chapter|Section|Table|Figure|Step] {small}: {heading}
{heading}\n{heading}\n{product} {price}
Call [us|customer service] at {phone} or visit {url}.
[This|The] [license|agreement] [is governed by|applies in] the laws of [the State of |]{place}.
[All rights reserved|Terms apply]. {heading}. {heading}.
[Monday|Tuesday] to [Friday|Saturday] {time} - {time}, [closed|open] on {month} {small}
[The|This] {product} comes in {small} colors: [Rose|Olive|Violet|Amber|Ruby], [Jade|Ivory|Ginger], [Hazel|Sienna|Heather].
[In|Since] {month} {year}, [the river|the bridge|prices] [rose|fell].
{product} x {small}\n{product} x {small}\n{heading}
[Will|May|Can] [it|this|they] [rain|work|fit]?
[Mark|Check|Bill|Sue|Grant|Rob|Chase|Drew] [the box|the items|them] [as|for|by] [read|theft|hand|damages].
[I hope|Faith and hope|Joy and grace] [matter|it helps|are virtues].
Add {small} [cups|spoons] of [sugar|flour|ginger|sage|basil] and [stir|bake] for {number} minutes.
[Select|Choose|Click] {heading} and then {heading}.
{date} {time} {ip} GET /{word}/{number} 200 {number}
version {small}.{small}.{small} ({hex})
Tracking number {code}, weight {small} lbs, [box|piece] 1 of {small}
[Return|Exchange] within {number} days of {date}. {heading}.
{place}\n{place}\n{place}
[He|She|They] [said|thought] [nothing|so] and [left|sat down].
[I|We] [bought|sold|returned] [the|a] {product} [at|from] {org} [in {place}|].
"""


def templates(text: str) -> list[str]:
    """Return one template a line, with `\\n` turned into line ends."""
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in text.strip().splitlines()]
