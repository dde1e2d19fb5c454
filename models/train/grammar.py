"""A name at every place of a sentence: after each small word, before each continuation, beside nouns.

The network sees four words each side, so that a small grammar covers more than long stories do: subjects,
objects, what follows a preposition or a conjunction, and names that say whose thing a thing is. Each
place is filled by people in one list and by firms, places and common words in the other.
"""

PEOPLE = r"""
{role} {did} [when|if|because|that|as|until|while|so|and|but|since|although] {anyone} {did}[ {when}|].
{role} {did}, [which|where|what|how|why|whom] {anyone} [liked|hated|never understood|had forgotten|explained {when}].
{role} [ran|knew|paid|waited|wrote|earned] [more|less|better|longer|sooner] than {anyone} {did}[ {when}|].
[this is|that was|here is] [what|how|where|why|when] {anyone} {did}[, {role} {did}|].
{role} {did} [with|for|by|from|to|about|without|against|behind|near|under|after|before|like] {anyone} {when}.
{role} {did} [with|for|from|because of|in front of|thanks to] {first} [and|or|but not|instead of] {first} {when}.
{role} [saw|asked|helped|met|called|paid|thanked|joined|left|hired|taught|feared|drove|visited|cheated|nursed] {anyone} {when}.
{role} [watched|heard|made|let|helped|saw] {anyone} [sing|leave|cry|win|work|dance|cook] {when}.
{role} [gave|sent|showed|sold|lent|offered|owed|promised|handed] {anyone} [a|the|two|some|his|her] [ring|letters|keys|flowers|warning|van|job].
{role} [handed|took|read|sang|wrote|sold|brought] it [to|for|from] {anyone} [who|and|when] {did}.
[the|a|one] [work|voice|mother|school|debts|poems|view|kindness|signature] of {last} [who|that|which|and] {did}.
[the|a] [poet|witness|seller|patient|painter|swimmer|caller|guest] {last} [who|and|then|once|never|also] {did}.
[as|what|like|whom] {last} [said|wrote|called it|put it|believed|wanted|feared], {role} {did}.
[as far as|as soon as|even if|only because|in case|so that|now that] {anyone} {did}, {role} {did}.
[the|our|that|this|another|every|her] {person} [account|file|order|claim|case|wedding|estate|matter|booking|shoot|project|contract|letters] {underwent}.
[The|Our|That|This|My|Another|A] {person} [account|file|order|claim|case|wedding|estate|record|series|concert|tape|photo|painting] [that|which|is|was|has|of|from|in|with] {when}.
[The|Our|That|This|A] {person} [recording|reading|translation|sculpture|costume|recipe|biography|statue] [is|was|has been] [the best|in pieces|on loan|lost|older] {when}.
[the|The|a|our|that] {last} [account|file|order|claim|family|wedding|estate|twins|kids|girls|house|deal|recording|statue] {underwent}[ {when}|].
[the|a] [new|late|other|young|great|real|famous|elder] {last} [is|was|could|never|did] {when}.
[Some|Most|Three|Old|New|Early|More] {person} [letters|songs|fans|photos|films|jokes|prints] {underwent}.
[about|in|on|for|from] the {person} [file|case|tour|fund|lecture|estate|scandal][, {role} {did}|].
[I|We|She|He|They] [would|could|should|will|might|must|cannot] [ask|see|call|follow|forgive|repay|join] {anyone} [because|if|when|before|at|for|and] {when}.
[is|was|are|were|has|had|did|does|will|can] {anyone} [ever|still|always|already|really|also] {when}?
{anyone} [is|was|has|had|will|would|can|could|may|might|must|should] [not|never|always|soon|only|also|surely] [be|have|go] {when}.
{anyone} [himself|herself|alone|too|and others|et al.|and I|and friends|& co] {did}[ {when}|].
{anyone} [to|will|may] [{todo}|win|star|retire|testify][ {when}|]
{anyone} [in|at|on|from|near|with|without|under] [{town}|{place}|the news|bed|court|tears] [{when}|{weekday}|]
[it|there|here] [is|was|comes|goes|stands] {anyone}[, {role} {did}| again| {when}|].
[no|not|any|some|what|which|whose|such a|quite a] {last} [{did}|could|would] {when}.
{role} {did} [in|at|near|outside|behind] {anyone}'s [place|room|shop|garden|studio] {when}.
{role} {did} {anyone}'s [sister|car|song|lunch|story|homework|dog] [and|when|because|but] {role} {did}.
[Because of|Thanks to|Next to|According to|Instead of|Together with|Compared to] {anyone} [{role} {did}|it {underwent}].
[Seen|Heard|Written|Sung|Built|Given|Told] [by|with|from|for] {anyone} [in|at|on|and|when|before] {when}.
[Dad|Mum|Grandma|Nan|Auntie|Boss|Doc|Teacher], [this is|meet|here is|I brought] {first}[, {role} {did}|].
[love|hate|miss|follow|stream|watch|read|vote for|free|ask] {person} [so much|every day|please|and weep|today]
[who|what] [is|was|does|did] {person} [again|do|mean|want|play|marry][?|]
"""

WITHOUT_PEOPLE = r"""
{role} {did} [when|if|because|that|as|until|while|so|and|but|since|although] {nobody} {underwent}[ {when}|].
{role} {did}, [which|where|what|how|why] {role} [liked|hated|never understood|had forgotten|explained {when}].
[this is|that was|here is] [what|how|where|why|when] {role} {did}[, {nobody} {underwent}|].
{role} {did} [with|for|by|from|to|about|without|against|behind|near|under|after|before|like] {nobody} {when}.
{role} [saw|asked|helped|met|called|paid|thanked|joined|left|hired|taught|feared|drove|visited] {role} {when}.
{role} [saw|left|joined|praised|bought|sued|quit|likes|reviewed|repaired|visited] {nobody} {when}.
{role} [gave|sent|showed|sold|lent|offered|owed] {role} [a|the|two|some] [{thing}|ring|letters|keys|flowers] {when}.
[the|a|one] [work|voice|school|debts|view|price|smell|end|roof] of {nobody} [that|which|and] {underwent}.
[as far as|as soon as|even if|only because|in case|so that|now that] {nobody} {underwent}, {role} {did}.
[the|our|that|this|another|every] [{brand}|{place}|{caption}|{proper}] [account|order|claim|project|contract|office|store|season] {underwent}.
[The|Our|That|This|My|Another|A] [{brand}|{place}|{caption}|{proper}] [account|order|store|series|concert|photo|menu] [that|which|is|was|has|of|from|in|with] {when}.
[Some|Most|Three|Old|New|Early|More] [{brand}|{proper}|{caption}] [fans|photos|films|jokes|prints|menus|shares] {underwent}.
[I|We|She|He|They] [would|could|should|will|might|must|cannot] [use|see|quit|buy|try|join|visit] {nobody} [because|if|when|before|at|for|and] {when}.
[is|was|has|did|does|will|can] {nobody} [ever|still|always|already|really|also] {when}?
{nobody} [is|was|has|had|will|would|can|could|may] [not|never|always|soon|only|also|surely] [be|have|go] {when}.
{nobody} [in|at|on|from|near|with|without|under] [{town}|{place}|the news|stock|court] [{when}|{weekday}|]
[it|there|here] [is|was|comes|goes|stands] {nobody}[, {role} {did}| again| {when}|].
{role} {did} [in|at|near|outside|behind] {nobody}'s [place|office|shop|garden|lobby] {when}.
[Because of|Thanks to|Next to|Instead of|Together with|Compared to] {nobody} [{role} {did}|it {underwent}].
[love|hate|miss|stream|watch|read|vote for|try|ask] {proper} [so much|every day|please|and weep|today]
[what|where] [is|was|does|did] {nobody} [again|do|mean|cost|end][?|]
{org}, {place} and {proper} {underwent} {when}.
[{place}|{brand}|{org}]-[based|made|born|owned|style] {role} {did}.
"""
