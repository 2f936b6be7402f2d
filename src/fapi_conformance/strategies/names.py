"""Names of people in all scripts: letters, the marks that belong to them, and what joins two parts of a name."""

import unicodedata

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

SCRIPTS = {
    "Latin": "aàçéêïñøöşßžłươ",
    "Greek": "αβγδεζήθίκλμνξόπρστύφχψώ",
    "Cyrillic": "абвгґдеёжзиїйкљмнњопрстћуўфхцчшщъыьэюя",
    "Armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "Devanagari": "अआइईउऊएऐओऔकखगघचजटडतदनपबमयरलवशसह",
    "Tamil": "அஆஇஈஉஎஏஐஒகஙசஞடணதநபமயரலவழளறன",
    "Thai": "กขคงจฉชซญณดตถทนบปผพฟมยรลวสหอ",
    "Ethiopic": "ሀለሐመሠረሰሸቀበተነአከወዐዘየደገጠጸፈፐ",
    "Hangul": "가나다라마바사아자차카타파하김이박최",
    "Han": "王李张刘陈杨赵黄周吴徐孙朱马胡郭林",
    "Kana": "あいうえおかきくけこさしすせそアイウエオカキクケコ",
    "Cherokee": "ᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭ",
    "Adlam": "𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉",  # beyond the first 65,536 characters
    "Gothic": "𐌰𐌱𐌲𐌳𐌴𐌵𐌶𐌷𐌸𐌹",
}
JOINTS = (" ", "-", "'", "\u2019", "\u00b7")
MOST = 24


@st.composite
def names(draw: st.DrawFn) -> str:
    """One or two parts of one script, first letter large where the script knows that; in composed form."""
    letters = draw(st.sampled_from(sorted(SCRIPTS.values())))
    part = st.text(st.sampled_from(letters), min_size=1, max_size=MOST // 2 - 1)
    parts = draw(st.lists(part, min_size=1, max_size=2))
    return same(draw(st.sampled_from(JOINTS)).join(one.capitalize() for one in parts))


def same(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    return unicodedata.normalize("NFC", name)


NAMES: SearchStrategy[str] = names()
