"""Names in scripts without capitals, shown by labels, forms of address and family names."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import script_name


def names(text: str) -> list[str]:
    """Return the names that are found in a text."""
    return [text[hit.start : hit.end] for hit in script_name.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姓名：李小明\t性别：男", "李小明"),
        ("姓　名　　赵丽颖　　出生", "赵丽颖"),
        ("姓名 Name：周建国", "周建国"),
        ("收货人  买买提·阿卜杜拉", "买买提·阿卜杜拉"),
        ("甲方（出租人）：欧阳明月", "欧阳明月"),
        ("氏　名　　佐藤　花子", "佐藤　花子"),
        ("フリガナ：サトウ ハナコ", "サトウ ハナコ"),
        ("성 명: 홍길동", "홍길동"),
        ("Name: 이수진", "이수진"),
        ("الاسم الكامل: محمد أحمد عبد الله", "محمد أحمد عبد الله"),
        ("שם מלא: יוסף כהן", "יוסף כהן"),
        ("ชื่อ-นามสกุล: สมชาย ใจดี", "สมชาย ใจดี"),
        ("नाम: राजेश कुमार शर्मा", "राजेश कुमार शर्मा"),
        ("பெயர்: முத்துலட்சுமி", "முத்துலட்சுமி"),
        ("სახელი, გვარი: ნინო ბერიძე", "ნინო ბერიძე"),
    ],
)
def test_a_label_shows_a_name_in_its_script(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("尊敬的张伟先生：您好", "张伟"),
        ("请联系刘洋女士（电话）", "刘洋"),
        ("高橋 健一 様より入金", "高橋 健一"),
        ("김철수님의 주문", "김철수"),
        ("السيدة فاطمة الزهراء المقيمة في الرباط", "فاطمة الزهراء"),
        ("والسيد سامي حداد", "سامي حداد"),
        ("גב' רחל לוי מרחוב הרצל 5", "רחל לוי"),
        ("นางสาวมาลี ศรีสุข อายุ 25 ปี", "มาลี ศรีสุข"),
        ("श्रीमती सुनीता देवी पत्नी", "सुनीता देवी"),
        ("101号　唐沢様　よく眠られる", "唐沢"),
        ("駅前で。中里先輩にも言う", "中里"),
        ("展示会の担当は的場さんに決定", "的場"),
        ("文責　森氏", "森"),
        ("联系人：章先生", "章"),
        ("负责人:苟师傅(现场)", "苟"),
        ("尊敬的顾客薛小姐：", "薛"),
        ("房东窦先生说", "窦"),
        ("慕容老先生台鉴", "慕容"),
        ("修理伝票 受付 古賀様", "古賀"),
        ("喪主　設楽様（長男）", "設楽"),
        ("喪主葛城様", "葛城"),
        ("会計課　門脇様", "門脇"),
        ("十 有馬様", "有馬"),
        ("お届け先　水谷様", "水谷"),
        ("내일 곽사장님 전화", "곽"),
        ("남궁 민님이 들어왔습니다", "남궁 민"),
        ("담임 명지은 교사에게", "명지은"),
        ("황보라 과장님 참석", "황보라"),
    ],
)
def test_a_form_of_address_shows_a_name_up_to_the_first_word_that_is_of_none(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("循環器内科　大久保 聡　先生", "大久保 聡"),
        ("班長の今村 清です。", "今村 清"),
        ("石黒 隼人　17日", "石黒 隼人"),
        ("次は木下 しのぶさんの順", "木下 しのぶ"),
        ("102号　南雲 ハル、よく眠る", "南雲 ハル"),
        ("アンダーソン 美花さんが宣誓", "アンダーソン 美花"),
        ("森 香織　　20日", "森 香織"),
    ],
)
def test_a_known_family_name_and_the_signs_of_a_given_name_are_a_whole_one(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "本屋さん、花屋さん、学生さん、大工さん",
        "氏名　　　　日付　　理由",
        "氏名　学年　組を記入",
        "石川 千葉 福島",
        "青山 一丁目、大橋 から、田中 です",
        "福田 美術館、三浦 海岸、森 友達",
        "本部主任、北部店長",
        "二 拝殿、三 奥社",
        "新婦叔母様、八幡様の祭礼",
        "부사장님, 이사장님, 지휘자님, 노무사님",
        "경영상 사유로 귀하와의 계약",
        "ご本人氏名　　　続柄",
        "アルバイト 募集",
        "유치원 교사, 한의원 원장, 성형외과 의사, 신경과 교수",
        "投保人：深圳市腾讯计算机系统有限公司",
        "负责人：技术部",
        "担当者：営業部",
        "お客様各位",
        "皆様の模様",
        "고객님께 안내",
        "신청자님",
        "سيدخل الموظف غدا",
        "นายจ้าง ต้องจ่าย",
        "姓名不能为空，请输入姓名",
        "Name: Anna Berg",
    ],
)
def test_offices_firms_and_words_that_only_look_alike_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("不在時は山本美咲様 090-0000-6320へ連絡", ["山本美咲"]),
        ("受取は高橋美咲さんまで", ["高橋美咲"]),
        ("納品は石川県庁様、次は丸山製作所様", []),
        ("この森林様式は", []),
    ],
)
def test_a_whole_name_behind_a_particle_stands_before_its_form_of_address(
    text: str, found: list[str]
) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请放门口，打电话给徐志豪 17700006223", ["徐志豪"]),
        ("请联系王芳13800000000", ["王芳"]),
        ("请打给张先生 13800000000", ["张"]),
        ("寄给高新区 13800000000", []),
        ("送货前打电话给物业 13800000000", []),
        ("打电话给徐志豪 订单 20231113", []),
    ],
)
def test_whoever_is_to_be_called_stands_before_a_mobile_telephone(text: str, found: list[str]) -> None:
    assert names(text) == found
