"""What is done, to what, how and when, put together from word lists: ends of sentences that seldom come twice.

A closed list of phrases is soon known by heart, and a name beside a phrase that is known needs no
reading. Verbs, nouns, adjectives and times combine to millions of ends, the same for people and for
what is none.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from models.train.template import Slot

# Base, past and third person where they are irregular.
IRREGULAR = (
    "write wrote,buy bought,sell sold,send sent,take took,bring brought,find found,lose lost,keep kept,leave left,"
    "get got,give gave,hold held,make made,pay paid,read read,choose chose,break broke,build built,catch caught,"
    "draw drew,drive drove,eat ate,feed fed,forget forgot,hide hid,lend lent,meet met,ride rode,see saw,shake shook,"
    "show showed,sing sang,spend spent,steal stole,teach taught,tear tore,throw threw,understand understood,wear wore,"
    "win won,cut cut,hit hit,put put,set set,split split,begin began,fight fought,hear heard,know knew,beat beat"
).split(",")
REGULAR = (
    "add,accept,approve,answer,ask about,attend,audit,avoid,borrow,bless,book,calculate,cancel,carry,change,check,claim,"
    "clean,close,collect,compare,complain about,confirm,contest,copy,correct,cover,cross,decline,defend,deliver,deny,"
    "describe,design,destroy,discuss,dispute,donate,download,drop,edit,empty,enjoy,enter,examine,exchange,explain,"
    "fill,film,finish,fix,follow,frame,fund,grade,guard,handle,hand over,ignore,improve,inherit,inspect,install,invest in,"
    "invent,iron,join,judge,jump over,knock on,label,launch,like,listen to,load,lock,look at,love,manage,mark,measure,"
    "mention,mix,move,need,notice,object to,offer,open,order,organise,own,pack,paint,park,perform,photograph,pick,plan,"
    "plant,play,polish,postpone,praise,present,print,process,produce,promise,propose,prove,publish,pull,push,question,"
    "raise,receive,recognise,recommend,record,recover,refuse,register,reject,remember,rent,repair,repeat,replace,report,"
    "request,reserve,restore,return,review,revise,sample,save,scan,schedule,seal,search,share,sign,sketch,solve,sort,"
    "store,study,submit,suggest,supply,support,suspect,test,touch,trace,track,train,translate,transfer,treat,try,"
    "type,unload,update,upload,use,value,visit,wait for,walk past,want,warn about,wash,watch,weigh,work on,wrap"
).split(",")
ALONE = (
    "left,arrived,slept,smiled,waited,retired,resigned,apologised,hesitated,fainted,won,lost,called,agreed,refused,"
    "came back,fell ill,moved away,grew up,turned forty,passed away,checked out,signed up,gave in,spoke first,sat down,"
    "is away,is out,is here,was absent,is on leave,is in charge,was in tears,is off sick,is pregnant,was not amused,"
    "lives alone,works nights,speaks Welsh,drives a truck,cooks well,knows why,disagrees,insists,snores,teaches,paints,"
    "has left,has moved,had gone,has a fever,had no money,will call,will pay,would know,cannot come,could not sleep,"
    "might be late,must decide,should see it,won't mind,didn't answer,doesn't eat meat,isn't in,hasn't paid,wasn't told"
).split(",")
NOUNS = (
    "invoice,parcel,contract,meeting,printer,house,garden,kitchen,lease,payment,deposit,ticket,flight,train,bus,car,van,"
    "bicycle,boat,bridge,road,map,letter,photo,album,frame,poster,canvas,painting,film,song,novel,poem,recipe,cake,soup,"
    "coffee,wine,dinner,lunch,breakfast,menu,table,chair,sofa,lamp,window,door,key,lock,fence,roof,wall,floor,stairs,"
    "attic,cellar,garage,shop,market,bakery,bank,office,desk,laptop,phone,screen,camera,cable,battery,password,account,"
    "card,cheque,refund,receipt,order,delivery,warehouse,stock,pallet,label,box,bag,suitcase,coat,shirt,dress,shoes,hat,"
    "ring,watch,necklace,glasses,umbrella,book,notebook,pencil,paper,form,report,budget,forecast,survey,agenda,minutes,"
    "proposal,draft,slides,speech,lecture,lesson,exam,homework,grade,school,college,library,museum,theatre,concert,"
    "choir,orchestra,piano,violin,guitar,drum,match,race,goal,team,coach,club,ball,tent,bike ride,hike,trip,hotel,room,"
    "booking,visa,passport,border,customs,suit,trial,verdict,appeal,witness,evidence,will,estate,mortgage,loan,debt,tax,"
    "salary,pension,shift,uniform,badge,contractor,builder,plumber,doctor,nurse,clinic,surgery,scan,prescription,pill,"
    "allergy,fever,injury,knee,shoulder,tooth,dentist,pharmacy,dog,cat,horse,goat,chicken,bird,fish,tree,rose,apple,"
    "tomato,field,farm,tractor,harvest,river,lake,island,beach,mountain,snow,storm,rain,sun,moon,power cut,fire,flood,"
    "accident,crime,theft,robbery,police,army,election,vote,party,mayor,council,law,rule,permit,licence,complaint,"
    "question,answer,rumour,joke,story,secret,promise,mistake,idea,plan,theory,experiment,sample,engine,pump,valve,"
    "sensor,server,backup,bug,release,ticket queue,database,website,newsletter,advert,campaign,brand,client,customer,"
    "supplier,tenant,landlord,neighbour,guest,visitor,stranger,child,baby,twin,wedding,funeral,birthday,anniversary"
).split(",")
PLAIN = (
    "new old last first second big small long short red blue green cheap expensive broken lost wrong right missing early"
    " late quiet loud empty full heavy light cold warm dirty clean strange famous local annual final draft spare second-hand"
    " handmade wooden plastic unpaid overdue signed stolen borrowed frozen fresh ripe rotten sharp blunt bright dark"
).split()
WHOSE = (
    "the,the,the,a,a,her,his,their,our,my,your,this,that,another,every,some,no,two,three,most of the".split(
        ","
    )
)
TAILS = (
    "in March,on Tuesday,by noon,before lunch,after work,at night,all weekend,for a month,since June,in 1987,during the"
    " strike,without asking,with great care,by accident,on purpose,for free,at half price,in cash,by bank transfer,over"
    " the phone,by e-mail,in person,in the lobby,at the counter,next door,upstairs,outside,abroad,at home,from memory,"
    "in secret,twice,once more,every day,most mornings,as promised,as usual,at last,too late,just in time,again,instead,"
    "together,on behalf of the club,against advice,despite the rain,because of the noise,for the second time,for good,"
    "in both languages,at the border,under oath,on the train,in the end,out of pity,for the insurance,with a friend,"
    "to save money,to everyone's surprise,so far,already,yesterday,today,tomorrow,last year,next week,this afternoon"
).split(",")
DEPARTMENTS = (
    "accounts,sales,HR,marketing,legal,IT,logistics,the kitchen,the back office,reception,the workshop,dispatch,the lab,"
    "payroll,procurement,room 12,the Leeds office,the night shift,class 4B,the front row,the choir,intensive care"
).split(",")
VOWELS, CONSONANTS = "aaaeeeiioou", "bcdfghjklmnprstvwz"


def past(verb: str) -> str:
    """Return the past of a verb of the list, with what stands behind it."""
    for pair in IRREGULAR:
        base, form = pair.split()
        if verb == base:
            return form
    head, blank, rest = verb.partition(" ")
    if head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ied"
    elif head in ("drop", "plan", "wrap", "submit", "transfer", "knit", "scan"):
        head += head[-1] + "ed"
    else:
        head += "ed"
    return head + blank + rest


def third(verb: str) -> str:
    """Return the third person of a verb of the list."""
    head, blank, rest = verb.partition(" ")
    if head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "z", "ch", "sh", "o")):
        head += "es"
    else:
        head += "s"
    return head + blank + rest


def verb(rng: random.Random) -> str:
    """Return the base of a verb."""
    return rng.choice(REGULAR) if rng.random() < 0.7 else rng.choice(IRREGULAR).split()[0]


def thing(rng: random.Random) -> str:
    """Return a noun with its article and now and then an adjective."""
    whose, noun = rng.choice(WHOSE), rng.choice(NOUNS)
    plain = f"{rng.choice(PLAIN)} " if rng.random() < 0.35 else ""
    if whose in ("two", "three", "most of the", "some") and noun[-1] not in "sy":
        noun += "s"
    if whose == "a" and (plain or noun)[0] in "aeiou":
        whose = "an"
    return f"{whose} {plain}{noun}"


def did(rng: random.Random) -> str:
    """Return what somebody does, did, or will do."""
    kind = rng.random()
    if kind < 0.22:
        text = rng.choice(ALONE)
    elif kind < 0.72:
        text = f"{past(verb(rng))} {thing(rng)}"
    elif kind < 0.84:
        text = f"{third(verb(rng))} {thing(rng)}"
    else:
        helper = rng.choice(
            "will would can could should must might won't can't didn't has_to wants_to had_to".split()
        )
        text = f"{helper.replace('_', ' ')} {verb(rng)} {thing(rng)}"
    return f"{text} {rng.choice(TAILS)}" if rng.random() < 0.4 else text


def coined(rng: random.Random) -> str:
    """Return a word with a capital that nobody's list holds and that is built like a name."""
    parts = []
    for _ in range(rng.choice((1, 2, 2, 2, 3))):
        parts.append(
            rng.choice(CONSONANTS) + rng.choice(VOWELS) + rng.choice(("", "", rng.choice(CONSONANTS)))
        )
    tail = rng.choice(("", "", "a", "o", "ix", "ex", "on", "us", "ia", "is", "en", "er", "ia", "um", "ta"))
    return ("".join(parts) + tail).title()


def _plain(make: Callable[[random.Random], str]) -> Slot:
    return lambda rng: [(make(rng), None)]


SLOTS: dict[str, Slot] = {
    "does": _plain(did),
    "verb": _plain(lambda rng: f"{verb(rng)} {thing(rng)}"),
    "verbed": _plain(lambda rng: f"{past(verb(rng))} {thing(rng)}"),
    "noun": _plain(thing),
    "Noun": _plain(lambda rng: thing(rng).capitalize()),
    "coined": _plain(coined),
    "bare": _plain(lambda rng: rng.choice(NOUNS)),
    "plain": _plain(lambda rng: rng.choice(PLAIN)),
    "tail": _plain(lambda rng: rng.choice(TAILS)),
    "dept": _plain(lambda rng: rng.choice(DEPARTMENTS)),
}
