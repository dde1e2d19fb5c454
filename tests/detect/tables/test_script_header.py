"""Registers in scripts without lists of names, read by the words above columns and before values."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.extract.walk import walk
from pii_sweep.resources import label_words
from pii_sweep.types import Blob, Detection, ObjectRef, Where

# Header, and two rows of a register: number, name, birth, telephone, address.
REGISTERS = {
    "am": (
        "ተ.ቁ|ሙሉ ስም|የትውልድ ቀን|ስልክ ቁጥር|አድራሻ",
        "1|ሰናይት ግርማ ወልዴ|12/04/1979|0911 22 33 44|ቦሌ ወረዳ 3",
        "2|ዮናስ ታደሰ|03/09/1990|0922 33 44 55|የካ ወረዳ 8",
    ),
    "hy": (
        "№|Անուն Ազգանուն|Ծննդյան ամսաթիվ|Հեռախոս|Հասցե",
        "1|Մարիամ Պողոսյան|12.04.1979|091 223344|Երևան, Թումանյան 5",
        "2|Կարեն Ավետիսյան|03.09.1990|094 556677|Գյումրի, Ռուսթավելու 8",
    ),
    "ka": (
        "№|სახელი, გვარი|დაბადების თარიღი|მობილური|მისამართი",
        "1|ლია გოგოლაძე|12.04.1979|599 22 33 44|თბილისი, აბაშიძის 5",
        "2|ზურაბ ქავთარაძე|03.09.1990|577 33 44 55|ბათუმი, პუშკინის 8",
    ),
    "km": (
        "ល.រ|ឈ្មោះ|ថ្ងៃខែឆ្នាំកំណើត|លេខទូរស័ព្ទ|អាសយដ្ឋាន",
        "1|ហេង ច័ន្ទធី|12/04/1979|012 223 344|ផ្ទះលេខ 5 ផ្លូវ 63",
        "2|លី សុភ័ក្រ|03/09/1990|092 556 677|ផ្ទះលេខ 8 ផ្លូវ 95",
    ),
    "my": (
        "စဉ်|အမည်|မွေးသက္ကရာဇ်|ဖုန်းနံပါတ်|လိပ်စာ",
        "1|ဒေါ်သီတာဝင်း|12-4-1979|09 791 223 344|အမှတ် 5၊ ကမ်းနားလမ်း",
        "2|ဦးစိုးမောင်|3-9-1990|09 420 556 677|အမှတ် 8၊ ဈေးလမ်း",
    ),
    "lo": (
        "ລ/ດ|ຊື່ ແລະ ນາມສະກຸນ|ວັນເດືອນປີເກີດ|ເບີໂທ|ທີ່ຢູ່",
        "1|ມະນີຈັນ ສຸວັນນະ|12/04/1979|020 5522 3344|ບ້ານ ສີໄຄ 5",
        "2|ພອນໄຊ ຈັນທະວົງ|03/09/1990|020 9955 6677|ບ້ານ ໜອງບອນ 8",
    ),
    "bo": (
        "ཨང་|མིང་|སྐྱེས་ཚེས་|ཁ་པར་|ཁ་བྱང་",
        "1|ཚེ་རིང་སྒྲོལ་དཀར།|1979.4.12|139 8922 3344|ལྷ་ས་ 5",
        "2|བློ་བཟང་རྒྱ་མཚོ།|1990.9.3|136 5455 6677|རྩེ་ཐང་ 8",
    ),
    "si": (
        "අංකය|සම්පූර්ණ නම|උපන් දිනය|දුරකථන අංකය|ලිපිනය",
        "1|චමරි විජේසිංහ|1979-04-12|077 223 3445|5, මල් පාර, ගම්පහ",
        "2|නුවන් රණසිංහ|1990-09-03|071 556 6778|8, වැව පාර, මාතර",
    ),
    "ta": (
        "எண்|பெயர்|பிறந்த தேதி|கைபேசி எண்|முகவரி",
        "1|வள்ளியம்மை முருகன்|12/04/1979|98402 23344|5, கோவில் தெரு, தஞ்சை",
        "2|இளங்கோ பாரதி|03/09/1990|94435 56677|8, மலர் நகர், திருச்சி",
    ),
    "te": (
        "క్ర.సం|పేరు|పుట్టిన తేదీ|మొబైల్ నంబర్|చిరునామా",
        "1|సరోజ కొండపల్లి|12/04/1979|98482 23344|5-1, రామ నగర్, గుంటూరు",
        "2|వేణు గోపాల్|03/09/1990|99485 56677|8, లక్ష్మీపురం",
    ),
    "kn": (
        "ಕ್ರ.ಸಂ|ಹೆಸರು|ಜನ್ಮ ದಿನಾಂಕ|ಮೊಬೈಲ್ ಸಂಖ್ಯೆ|ವಿಳಾಸ",
        "1|ಶೋಭಾ ಪಾಟೀಲ್|12/04/1979|98452 23344|5, ಕೋಟೆ ರಸ್ತೆ, ಧಾರವಾಡ",
        "2|ಗಿರೀಶ್ ನಾಯಕ್|03/09/1990|99005 56677|8, ಜಯನಗರ",
    ),
    "ml": (
        "ക്രമ നം|പേര്|ജനന തീയതി|മൊബൈൽ നമ്പർ|വിലാസം",
        "1|സുജാത വാര്യർ|12/04/1979|98472 23344|5, ക്ഷേത്രം റോഡ്, തൃശ്ശൂർ",
        "2|ബിനു തോമസ്|03/09/1990|94475 56677|8, കോട്ടയം",
    ),
    "gu": (
        "ક્રમ|નામ|જન્મ તારીખ|મોબાઇલ નંબર|સરનામું",
        "1|જયશ્રી ત્રિવેદી|12/04/1979|98252 23344|5, મંદિર રોડ, ભુજ",
        "2|કેતન પરમાર|03/09/1990|99255 56677|8, વડોદરા",
    ),
    "pa": (
        "ਨੰ|ਨਾਮ|ਜਨਮ ਮਿਤੀ|ਮੋਬਾਈਲ ਨੰਬਰ|ਪਤਾ",
        "1|ਪਰਮਜੀਤ ਕੌਰ|12/04/1979|98142 23344|5, ਮਾਲ ਰੋਡ, ਪਟਿਆਲਾ",
        "2|ਗੁਰਮੇਲ ਸੰਧੂ|03/09/1990|99145 56677|8, ਮੋਗਾ",
    ),
    "or": (
        "କ୍ର.ସଂ|ନାମ|ଜନ୍ମ ତାରିଖ|ମୋବାଇଲ ନମ୍ବର|ଠିକଣା",
        "1|ସସ୍ମିତା ପଣ୍ଡା|12/04/1979|94372 23344|ପ୍ଲଟ 5, ରାଉରକେଲା",
        "2|ଦିଲ୍ଲୀପ ନାୟକ|03/09/1990|99375 56677|8, ବାଲେଶ୍ୱର",
    ),
    "mn": (
        "№|Овог нэр|Төрсөн огноо|Утасны дугаар|Гэрийн хаяг",
        "1|Пүрэв Сарантуяа|1979-04-12|9922-3344|СБД, 5-р хороо 12",
        "2|Галсан Тэмүүлэн|1990-09-03|8855-6677|БГД, 8-р хороо 3",
    ),
    "dv": (
        "ނަންބަރު|ނަން|އުފަން ތާރީޚް|ފޯނު ނަންބަރު|އެޑްރެސް",
        "1|މަރިޔަމް ސޮފިޔާ|1979-04-12|7722334|ހ. އޯކިޑްގެ 5",
        "2|ހުސެއިން ޢަލީ|1990-09-03|9955667|މ. ފިނިވާގެ 8",
    ),
}


def find(detector, name: str, text: str) -> set[str]:
    """Return the values of what is found in a file."""
    data = text.encode()
    blob = Blob(Where(ObjectRef("b", name, size=len(data))), lambda: io.BytesIO(data), len(data))
    found = detector.examine(walk(blob, Settings().extract))
    return {one.value for one in found if isinstance(one, Detection)}


def as_csv(lines: tuple[str, ...]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in line.split("|")) for line in lines)


def as_page(lines: tuple[str, ...]) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


@pytest.mark.parametrize("language", REGISTERS)
def test_a_register_gives_names_births_telephones_and_addresses(detector, language: str) -> None:
    lines = REGISTERS[language]
    for name, text in (("a.csv", as_csv(lines)), ("a.html", as_page((*lines, lines[1])))):
        found = find(detector, name, text)
        for line in lines[1:]:
            missed = [
                cell
                for cell in line.split("|")[1:]
                if cell.strip("།") not in {one.strip("།") for one in found}
            ]
            assert not missed, (name, missed)


@pytest.mark.parametrize("language", REGISTERS)
def test_the_labels_of_a_form_give_its_telephone_and_birth(detector, language: str) -> None:
    header, row = (line.split("|") for line in REGISTERS[language][:2])
    text = "\n".join(f"{label}: {value}" for label, value in zip(header[1:], row[1:], strict=True))
    found = find(detector, "a.txt", f"{text}\n")
    assert {row[2], row[3]} <= found


@pytest.mark.parametrize(
    "lines",
    [
        ("ተ.ቁ|ስም|ዋጋ|ብዛት", "1|የገብስ ዱቄት|900|15", "2|የኑግ ዘይት|780|40", "3|ቀይ ሽንኩርት|95|20"),
        ("№|სახელი|ფასი|რაოდენობა", "1|მწვანე ჩაი|12|30", "2|შავი პური|2|12", "3|ხილის წვენი|8|10"),
        ("क्र|नाम|मूल्य|मात्रा", "1|काला चना|120|15", "2|मूंगफली तेल|180|40", "3|सूजी बारीक|45|30"),
        ("ลำดับ|ชื่อ|ราคา|จำนวน", "1|นม สด|20|15", "2|ปลา ทู|80|40", "3|เกลือ ป่น|10|20"),
        ("№|Нэр|Үнэ|Тоо ширхэг", "1|Хар цай|12|15", "2|Гурвалжин будаа|18|40", "3|Хонины мах|95|20"),
        ("ر.ت|الاسم|الثمن|الكمية", "1|عسل طبيعي|120|30", "2|خبز أسود|5|12", "3|حليب طازج|8|10"),
    ],
)
def test_a_price_list_whose_things_have_names_holds_no_people(detector, lines: tuple[str, ...]) -> None:
    assert not find(detector, "a.csv", as_csv(lines))
    assert not find(detector, "a.html", as_page(lines))


def test_words_of_every_language_are_in_lower_case() -> None:
    words = [word for kinds in label_words().values() for held in kinds.values() for word in held]
    assert [word for word in words if word != word.lower()] == []
    assert [word for word in words if not word.strip() or word != word.strip()] == []


def test_titles_before_the_names_of_a_column_are_no_obstacle(detector) -> None:
    lines = (
        "ተ.ቁ|ሙሉ ስም|ስልክ|ሐኪም",
        "1|ሰናይት ግርማ|0911 22 33 44|ዶ/ር በቀለ ሞላ",
        "2|ዮናስ ታደሰ|0922 33 44 55|ሲ/ር ሀና ተፈራ",
        "3|ሮማን አለሙ|0933 44 55 66|ዶ/ር በቀለ ሞላ",
    )
    found = find(detector, "a.csv", as_csv(lines))
    assert any("በቀለ ሞላ" in one for one in found)


def test_a_column_that_names_its_own_path_is_no_column_of_names(columns) -> None:
    header = ("$.attributes['ስም'].displayName", "$.attributes['ስም']", "$.attributes['ስልክ']")
    rows = [("ስም", "ሰናይት ግርማ", "0911 22 33 44"), ("ስም", "ዮናስ ታደሰ", "0922 33 44 55")]
    found = columns(header, *rows)
    assert "ስም" not in [
        value for key, values in found.items() if key.startswith("PERSON") for value in values
    ]


@pytest.mark.parametrize(
    ("header", "names"),
    (
        ("የተበዳሪው ሙሉ ስም", ("አበበ ቢቂላ ደምሴ", "ትርሲት ካሳ", "ሀብታሙ ወልዴ")),
        ("ዋስ", ("አበበ ቢቂላ", "ትርሲት ካሳ", "ሀብታሙ ወልዴ")),
        ("მსესხებლის სახელი და გვარი", ("ნინო ბერიძე", "გიორგი კაპანაძე", "თამარ ლომიძე")),
        ("שם הורה 1", ("אלקובי מירב", "זינגרמן אולגה", "חדד לימור")),
        ("保護者氏名2", ("佐藤 美咲", "鈴木 一郎", "高橋 健太")),
        ("الساكن", ("مصطفى عبدالمنعم الزقزوق", "هيثم وليد قنبر", "سعاد ميرزا البلوشي")),
    ),
)
def test_a_name_is_headed_by_the_word_for_one_with_whose_it_is(
    columns, header: str, names: tuple[str, ...]
) -> None:
    found = columns(("No", header, "x"), *((str(at), name, "b") for at, name in enumerate(names, 1)))
    assert found[f"PERSON@{header}"] == list(names)


@pytest.mark.parametrize("prefix", ["", "送付先", "ご"])
def test_numbered_lines_of_a_japanese_address_are_one_address(columns, prefix: str) -> None:
    header = ("氏名", "郵便番号", f"{prefix}住所1", f"{prefix}住所2", f"{prefix}住所3")
    found = columns(
        header,
        ("石川 恵", "980-0011", "宮城県仙台市青葉区", "八幡5丁目7-10", ""),
        ("村上 陽子", "983-0852", "宮城県仙台市宮城野区", "榴岡4丁目5番5号", "コーポ青葉203"),
        ("渡邉 翔", "980-0013", "宮城県仙台市青葉区", "上杉3-18-29", ""),
    )
    held = " ".join(value for key, values in found.items() if "STREET" in key for value in values)
    assert all(line in held for line in ("八幡5丁目7-10", "榴岡4丁目5番5号", "上杉3-18-29"))


@pytest.mark.parametrize("header", ["担当スタイリスト", "担当美容師", "担当セラピスト"])
def test_who_looks_after_a_guest_of_a_salon_is_a_person(columns, header: str) -> None:
    rows = (("石川 恵", "鎌田 亮"), ("村上 陽子", "小林 翼"), ("渡邉 翔", "鎌田 亮"))
    assert columns(("氏名", header), *rows)[f"PERSON@{header}"] == [row[1] for row in rows]


def test_a_register_of_a_temple_names_the_faithful_and_their_births(columns) -> None:
    header = ("編號", "信女/信士", "農曆生辰", "生肖")
    rows = (("A001", "林志遠", "58.11.02", "羊"), ("A002", "徐鳳嬌", "45.08.09", "鼠"))
    found = columns(header, *rows, ("A003", "古進財", "51.07.07", "猴"))
    assert found["PERSON@信女/信士"] == ["林志遠", "徐鳳嬌", "古進財"]
    assert found["DATE_OF_BIRTH@農曆生辰"] == ["58.11.02", "45.08.09", "51.07.07"]


@pytest.mark.parametrize("header", ["heima", "Stand / house"])
def test_addresses_without_a_word_for_a_street_are_known_by_where_somebody_lives(columns, header) -> None:
    rows = (
        ("Ada Lindberg", "Efri-Tunga 2"),
        ("Karl Horvat", "56 Zone 4 Diepkloof"),
        ("Petra Novak", "Sól 7"),
    )
    assert columns(("Name", header), *rows)[f"STREET_ADDRESS@{header}"] == [row[1] for row in rows]


@pytest.mark.parametrize("header", ["建物名", "お届け先アパートマンション名", "アパート・マンション名"])
def test_the_column_of_a_building_is_a_line_of_its_address(columns, header: str) -> None:
    found = columns(
        ("氏名", "郵便番号", "住所", header),
        ("仁科原 崇史", "390-0852", "長野県松本市島立2761", "コーポ桐 203"),
        ("百瀬山 きぬゑ", "399-0011", "長野県松本市寿北7丁目18-2", ""),
    )
    assert found["STREET_ADDRESS@住所"] == [
        "390-0852, 長野県松本市島立2761, コーポ桐 203",
        "399-0011, 長野県松本市寿北7丁目18-2",
    ]


def test_the_name_of_a_building_without_an_address_is_none(columns) -> None:
    rows = [("コーポ桐", "本館 203", "50000"), ("ハイツ潮", "別館 101", "60000")]
    assert columns(("物件名", "建物名", "賃料"), *rows) == {}
