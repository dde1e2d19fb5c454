"""Fields, CSV rows, logs, JSON, forms and labels as templates; one line is one template."""

RECORDS = r"""
Name: {person}\nAddress: {anywhere}\nPhone: {phone}
[Name|Full name|Customer name|Client]: {person}
[Customer|Buyer|Recipient|Consignee|Guest|Cardholder|Contact|Patient|Attn|ATTN|Attention]: {person}
[name|customer_name|full_name|recipient|ship_name|contact]: {person}\n[address|shipping_address|street|addr]: {address}
[first_name|given_name|First Name]: {first}\n[last_name|surname|Last Name]: {last}\n[email|Email]: {email}
[Last|Surname]: {last}   [First|Given name]: {first}
"name": "{person}", "[address|street|shipAddress]": "{address}", "email": "{email}"
{"id": {number}, "customer": "{person}", "ship_to": "{address}", "total": {number}}
{"recipient": {"name": "{person}", "street": "{street}", "phone": "{phone}"}}
<name>{person}</name><address>{address}</address>
<customer id="{number}">{person}</customer>
{code},{person},{email},{phone},"{address}",{date}
{code},{last},{first},{email},{date},{number}
{number},"{last_first}",{phone},{date}
{date},{code},{person},{street},{product},{price}
{person}\t{email}\t{phone}\t{street}
{person} | {address} | {phone}
{person};{street};{date};{price}
{code}\t{date}\t{person}\t{product}\t{price}
{person}, {address}
{person} {address}
{person} - {phone} - {email}
{last_first}\n{block}
{last_first}  {date}  {code}
{number}. {person} {phone}
{number}. {last_first} - {org}
- {person} ({job})
{time} {person}
{date} {time} INFO order {code} [placed|created] by {person} [for|total] {price}
{date} {time} [INFO|DEBUG] [shipping|deliver] order={code} name="{person}" address="{address}" status=ok
{date} {time} WARN address not verified: {address}
{date} [ERROR] [payment|checkout]: card declined for customer {person} ({email})
level=info msg="label printed" recipient="{person}" street="{street}" ts={date}
user {email} ({person}) logged in from {ip}
{ip} - - [{date}] "GET /orders/{number}" 200 {number}
Shipped {code} to {person}, {address} via {org}
[Ship to|SHIP TO|Ship-To|Deliver to|Delivery address|Shipping Address|Recipient|TO|To|Mail to]:\n{person}\n{block}
[Ship to|SHIP TO|TO]: {person}\n{block}
[Bill to|BILL TO|Billing address|Sold to|Invoice to|Customer]:\n{person}\n{block}\n{phone}
[Bill to|Sold to]:\n{org}\n{person}\n{block}
[From|FROM|Sender|Return address|Ship From]:\n{org}\n{block}\n\n[To|TO|Ship To|Recipient]:\n{person}\n{block}
[From|FROM]: {person}\n{block}\n[To|TO|SHIP TO]:\n{person}\n{block}
{person}\n{block}
{person}\n{org}\n{block}
{org}\n{person}\n{block}
{org}\nAttn: {person}\n{block}
{couple}\n{block}
The {last} Family\n{block}
{person}\nc/o {person}\n{block}
{block}
{address}
{heading}\n{org}\n{block}\nTel: {phone}\n{email}
{org}\n{address}\n{phone}\n{url}
USPS [PRIORITY MAIL|FIRST-CLASS|GROUND ADVANTAGE]\n{org}\n{block}\n\nSHIP\nTO:\n{person}\n{block}\n\nUSPS TRACKING #\n{code}
[UPS GROUND|UPS 2ND DAY AIR|FEDEX HOME DELIVERY]\n{person}\n{phone}\n{org}\n{block}\n{small} LBS  1 OF 1\nSHIP TO:\n{person}\n{block}\nTRACKING #: {code}
DHL [EXPRESS|PAKET|PARCEL]\nFrom: {org}\n{block}\nTo: {person}\n{block}\nRef: {code}
Absender: {person}\n{block}\nEmpfänger: {person}\n{block}
Expéditeur: {org}\n{block}\nDestinataire: {person}\n{block}
Remitente: {person}\n{block}\nDestinatario: {person}\n{block}
Rechnungsanschrift:\n[Herr|Frau|Herrn|] {person}\n{block}
Lieferadresse:\n{person}\n{block}
{org} · {address}\n\n[Herrn|Frau|Firma|]\n{person}\n{block}\n\nRechnung Nr. {code}\nDatum: {date}
Kunde: {person}\nKundennummer: {number}\nAdresse: {address}
Nom: {person}\nAdresse: {address}\nTél: {phone}
Nombre: {person}\nDirección: {address}\nTeléfono: {phone}
ORDER {code}\nCUSTOMER {person}\nADDRESS {address}\nPHONE {phone}
Order: {code}    Customer: {person}    Date: {date}
Customer: {person}        Cashier: {first}
[Cashier|Served by|Server|Clerk|Operator|Salesperson|Sales Rep|Agent|Attended by]: {first}
[Cashier|Sales person|Issued by|Prepared by]: {person}  {date} {time}
Guest: {person}  Room: {number}  Arrival: {date}
Patient: {last_first}  DOB: {date}  MRN: {code}
DRIVER LICENSE\nDL {code}\nLN {last}\nFN {first}\n{block}\nDOB {date}
Account holder: {person}, IBAN {code}
Passenger: {last_first}  Flight {code}  {place} - {place}
[Gift message|Note]: Happy birthday {first}! Love, {first}
[Payee|Pay to the order of|Payable to] {person}   {price}
Reservation for {person}, {small} guests, {date}
Property: {address}\nOwner: {person}\nTenant: {person}
Pickup: {address}\nDropoff: {address}\nDriver: {first}
[Site|Store|Branch|Warehouse|Location]: {address}
Employee: {last_first}\nTitle: {job}\nDepartment: {word}\nHome address: {address}
Author: {person}\nCreated: {date}\nProducer: {word}
SKU {code} {product} {product}\n[Buyer|Customer]: {person}
Product: {product}\nColor: {word}\nQty: {small}\nPrice: {price}
{product}\t{code}\t{small}\t{price}
{code},{product},{small},{price},{place}
{"sku": "{code}", "title": "{product}", "city": "{place}", "price": {number}}
City: {place}\nCountry: {place}\nStore: {org}
[City|Town|State|Country|Origin|Destination|Birthplace]: {place}
{place}, {place}, {place}, {place}
{date} {time} {ip} {word} {word} {hex}
id,name,price\n{number},{product},{price}\n{number},{product},{price}
"""
