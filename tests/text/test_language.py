"""Which language: the function words, the scripts, the library behind them, and their limits."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import shared

from reliacheck.text.language import ENGLISH, FOREIGN, SAMPLE, detect_language

# The same invented story in many languages; benchmarks/language.py measures on it too.
ARTICLES: dict[str, str] = {
    "en": (
        "The city council of Harrowmere voted on Tuesday to close the old swimming hall, after "
        "engineers found that the roof could no longer carry the weight of snow. Deputy mayor "
        "Orla Finch said the decision had not been easy, but that safety came first. About forty "
        "residents had gathered outside the town hall with banners. A new hall is to be built by "
        "the river, although nobody could say on Tuesday who would pay for it."
    ),
    "de": (
        "Der Stadtrat von Bad Lindenau hat am Dienstag beschlossen, das alte Hallenbad zu "
        "schließen, nachdem Fachleute Risse im Dach gefunden hatten. Die Entscheidung sei ihr "
        "nicht leichtgefallen, sagte Bürgermeisterin Ulrike Vossbeck, aber die Sicherheit gehe "
        "vor. Vor dem Rathaus hatten sich rund vierzig Anwohner versammelt. Ein neues Bad soll am "
        "Fluss entstehen, doch wer es bezahlen wird, konnte am Abend niemand sagen."
    ),
    "fr": (
        "Le conseil municipal de Saint-Avre a décidé mardi de fermer la vieille piscine, après "
        "que des ingénieurs ont découvert des fissures dans la toiture. La maire, Solène Barbery, "
        "a déclaré que la décision n'avait pas été facile mais que la sécurité passait avant "
        "tout. Une quarantaine d'habitants s'étaient rassemblés devant la mairie. Une nouvelle "
        "piscine doit être construite au bord de la rivière, sans que l'on sache qui la paiera."
    ),
    "es": (
        "El ayuntamiento de Villarbona decidió el martes cerrar la antigua piscina cubierta "
        "después de que los técnicos encontraran grietas en el techo. La alcaldesa, Inés "
        "Quiroga, dijo que la decisión no había sido fácil, pero que la seguridad era lo "
        "primero. Unos cuarenta vecinos se habían reunido ante el ayuntamiento. Está previsto "
        "construir una piscina nueva junto al río, aunque nadie supo decir quién la pagará."
    ),
    "pt": (
        "A câmara municipal de Vale Fundeiro decidiu na terça-feira encerrar a antiga piscina "
        "coberta, depois de os técnicos terem encontrado fissuras no telhado. A presidente, "
        "Graça Moutinhal, disse que a decisão não foi fácil, mas que a segurança está em "
        "primeiro lugar. Cerca de quarenta moradores juntaram-se à porta da câmara. Uma nova "
        "piscina deverá ser construída perto do rio, embora ninguém saiba quem a vai pagar."
    ),
    "it": (
        "Il consiglio comunale di Borgo Serrato ha deciso martedì di chiudere la vecchia piscina "
        "coperta dopo che gli ingegneri hanno trovato delle crepe nel tetto. La sindaca, Livia "
        "Carnelutti, ha detto che la decisione non è stata facile ma che la sicurezza viene "
        "prima di tutto. Una quarantina di abitanti si era radunata davanti al municipio. Una "
        "nuova piscina sarà costruita lungo il fiume, ma nessuno sa ancora chi la pagherà."
    ),
    "nl": (
        "De gemeenteraad van Oosterwaarde heeft dinsdag besloten het oude zwembad te sluiten, "
        "nadat deskundigen scheuren in het dak hadden gevonden. Het besluit was niet makkelijk, "
        "zei burgemeester Femke Roosdal, maar veiligheid gaat voor. Voor het gemeentehuis hadden "
        "zich zo'n veertig bewoners verzameld. Er komt een nieuw bad aan de rivier, al kon "
        "niemand op dinsdag zeggen wie dat gaat betalen."
    ),
    "da": (
        "Byrådet i Nørre Halsted besluttede tirsdag at lukke den gamle svømmehal, efter at "
        "ingeniører havde fundet revner i taget. Det har ikke været en nem beslutning, sagde "
        "borgmester Kirsten Ladefoged, men sikkerheden kommer først. Omkring fyrre borgere havde "
        "samlet sig foran rådhuset. Der skal bygges en ny svømmehal ved åen, men ingen kunne "
        "tirsdag aften sige, hvem der kommer til at betale for den."
    ),
    "sv": (
        "Kommunfullmäktige i Västerlöv beslutade på tisdagen att stänga den gamla simhallen "
        "sedan ingenjörer hade hittat sprickor i taket. Det var inget lätt beslut, sade "
        "kommunalrådet Märta Hägglöf, men säkerheten måste komma först. Ett fyrtiotal invånare "
        "hade samlats utanför stadshuset. En ny simhall ska byggas vid ån, men ingen kunde på "
        "tisdagen svara på vem som ska betala för den."
    ),
    "no": (
        "Kommunestyret i Nordre Lauvdal vedtok tirsdag å stenge den gamle svømmehallen etter at "
        "ingeniører hadde funnet sprekker i taket. Det har ikke vært en lett avgjørelse, sa "
        "ordfører Sunniva Rognlien, men sikkerheten må komme først. Rundt førti innbyggere hadde "
        "samlet seg utenfor rådhuset. Det skal bygges en ny hall ved elva, men ingen kunne "
        "tirsdag kveld si hvem som skal betale for den."
    ),
    "fi": (
        "Koivuharjun kaupunginvaltuusto päätti tiistaina sulkea vanhan uimahallin, kun "
        "insinöörit olivat löytäneet katosta halkeamia. Päätös ei ollut helppo, sanoi "
        "kaupunginjohtaja Hilkka Savolampi, mutta turvallisuus menee kaiken edelle. Noin "
        "neljäkymmentä asukasta oli kokoontunut kaupungintalon eteen. Uusi halli on tarkoitus "
        "rakentaa joen varrelle, mutta kukaan ei osannut sanoa, kuka sen maksaa."
    ),
    "pl": (
        "Rada miasta Brzozówka postanowiła we wtorek zamknąć starą pływalnię, po tym jak "
        "inżynierowie znaleźli pęknięcia w dachu. To nie była łatwa decyzja, powiedziała "
        "burmistrz Halina Wrzosek, ale bezpieczeństwo jest najważniejsze. Przed ratuszem zebrało "
        "się około czterdziestu mieszkańców. Nowa pływalnia ma powstać nad rzeką, choć nikt nie "
        "potrafił powiedzieć, kto za nią zapłaci."
    ),
    "cs": (
        "Zastupitelstvo města Horní Lipovec v úterý rozhodlo, že se starý plavecký bazén zavře, "
        "protože odborníci našli ve střeše trhliny. Nebylo to lehké rozhodnutí, řekla starostka "
        "Zdena Kučírková, ale bezpečnost je na prvním místě. Před radnicí se sešlo asi čtyřicet "
        "obyvatel. Nový bazén má vyrůst u řeky, i když nikdo nedokázal říct, kdo ho zaplatí."
    ),
    "hu": (
        "Felsőberek képviselő-testülete kedden úgy döntött, hogy bezárja a régi uszodát, miután "
        "a mérnökök repedéseket találtak a tetőn. Nem volt könnyű döntés, mondta Zsófia Halmos "
        "polgármester, de a biztonság az első. A városháza előtt mintegy negyven lakó gyűlt "
        "össze. Az új uszoda a folyó partján épül majd fel, de senki sem tudta megmondani, hogy "
        "ki fogja kifizetni."
    ),
    "ro": (
        "Consiliul local din Valea Stejarului a hotărât marți să închidă vechiul bazin de înot, "
        "după ce inginerii au găsit crăpături în acoperiș. Nu a fost o decizie ușoară, a spus "
        "primărița Anca Drăgulin, dar siguranța este pe primul loc. Aproximativ patruzeci de "
        "locuitori s-au adunat în fața primăriei. Un bazin nou va fi construit lângă râu, deși "
        "nimeni nu a putut spune cine îl va plăti."
    ),
    "tr": (
        "Akçapınar belediye meclisi salı günü, mühendislerin çatıda çatlaklar bulmasının "
        "ardından eski yüzme havuzunu kapatmaya karar verdi. Belediye başkanı Nermin Soyluer, "
        "kararın kolay olmadığını ama güvenliğin her şeyden önce geldiğini söyledi. Yaklaşık "
        "kırk kişi belediye binasının önünde toplandı. Nehir kıyısına yeni bir havuz yapılacak, "
        "ancak parasını kimin ödeyeceğini kimse söyleyemedi."
    ),
    "id": (
        "Dewan kota Tanjung Lestari pada hari Selasa memutuskan untuk menutup kolam renang lama "
        "setelah para insinyur menemukan retakan di atapnya. Wali kota Ratna Wulansari "
        "mengatakan bahwa keputusan itu tidak mudah, tetapi keselamatan harus diutamakan. "
        "Sekitar empat puluh warga berkumpul di depan balai kota. Kolam baru akan dibangun di "
        "tepi sungai, meskipun belum ada yang tahu siapa yang akan membayarnya."
    ),
    "vi": (
        "Hội đồng thành phố Bình Lâm hôm thứ Ba đã quyết định đóng cửa bể bơi cũ sau khi các kỹ "
        "sư phát hiện những vết nứt trên mái nhà. Phó chủ tịch Đặng Thu Hạnh nói rằng quyết định "
        "này không dễ dàng, nhưng an toàn phải được đặt lên hàng đầu. Khoảng bốn mươi người dân "
        "đã tập trung trước tòa thị chính. Một bể bơi mới sẽ được xây bên bờ sông."
    ),
    "ru": (
        "Городской совет Верхнего Липова во вторник решил закрыть старый бассейн, после того как "
        "инженеры обнаружили трещины в крыше. Это было нелёгкое решение, сказала мэр Зинаида "
        "Ковригина, но безопасность превыше всего. У здания мэрии собрались около сорока "
        "жителей. Новый бассейн построят у реки, но никто не смог сказать, кто за него заплатит."
    ),
    "uk": (
        "Міська рада Верхньої Липівки у вівторок вирішила закрити старий басейн після того, як "
        "інженери виявили тріщини в даху. Це було нелегке рішення, сказала міська голова Оксана "
        "Гребінчук, але безпека понад усе. Біля будівлі ради зібралося близько сорока мешканців. "
        "Новий басейн збудують біля річки, проте ніхто не зміг сказати, хто за нього заплатить."
    ),
    "bg": (
        "Общинският съвет на Горно Липово реши във вторник да затвори стария плувен басейн, след "
        "като инженери откриха пукнатини в покрива. Решението не беше лесно, каза кметът Цветана "
        "Букова, но сигурността е на първо място. Пред общината се събраха около четиридесет "
        "жители. Нов басейн ще бъде построен край реката, но никой не знаеше кой ще го плати."
    ),
    "el": (
        "Το δημοτικό συμβούλιο της Άνω Φτελιάς αποφάσισε την Τρίτη να κλείσει το παλιό "
        "κολυμβητήριο, αφού οι μηχανικοί εντόπισαν ρωγμές στη στέγη. Η απόφαση δεν ήταν εύκολη, "
        "δήλωσε η δήμαρχος Δανάη Μαυρολέων, αλλά η ασφάλεια προηγείται. Περίπου σαράντα κάτοικοι "
        "συγκεντρώθηκαν έξω από το δημαρχείο. Το νέο κολυμβητήριο θα χτιστεί δίπλα στο ποτάμι."
    ),
    "ar": (
        "قرر المجلس البلدي في مدينة وادي النخيل يوم الثلاثاء إغلاق المسبح القديم بعد أن اكتشف "
        "المهندسون شقوقا في السقف. وقالت رئيسة البلدية سلوى المنصوري إن القرار لم يكن سهلا لكن "
        "السلامة تأتي أولا. وتجمع نحو أربعين من السكان أمام مبنى البلدية. ومن المقرر بناء مسبح "
        "جديد قرب النهر، لكن أحدا لم يستطع أن يقول من سيدفع ثمنه."
    ),
    "fa": (
        "شورای شهر سپیددشت روز سه‌شنبه تصمیم گرفت استخر قدیمی شهر را پس از آن که مهندسان در سقف "
        "آن ترک‌هایی پیدا کردند تعطیل کند. شهردار پریسا گلچین گفت این تصمیم آسان نبود اما ایمنی "
        "در اولویت است. حدود چهل نفر از ساکنان جلوی ساختمان شهرداری جمع شدند. قرار است استخر "
        "تازه‌ای کنار رودخانه ساخته شود، اما کسی نمی‌داند چه کسی پول آن را خواهد پرداخت."
    ),
    "ur": (
        "نورآباد کی سٹی کونسل نے منگل کو پرانا تیراکی کا تالاب بند کرنے کا فیصلہ کیا جب انجینئروں "
        "کو چھت میں دراڑیں ملیں۔ میئر شائستہ قریشی نے کہا کہ یہ فیصلہ آسان نہیں تھا لیکن لوگوں کی "
        "حفاظت سب سے پہلے ہے۔ ٹاؤن ہال کے سامنے تقریباً چالیس شہری جمع ہوئے۔ نیا تالاب دریا کے "
        "کنارے بنایا جائے گا مگر کوئی نہیں بتا سکا کہ اس کے پیسے کون دے گا۔"
    ),
    "he": (
        "מועצת העיר גבעת אורנים החליטה ביום שלישי לסגור את בריכת השחייה הישנה, לאחר שמהנדסים מצאו "
        "סדקים בגג. ההחלטה לא הייתה קלה, אמרה ראשת העיר נעמה ברזילאי, אבל הבטיחות קודמת לכול. "
        "כארבעים תושבים התאספו מול בניין העירייה. בריכה חדשה תיבנה ליד הנחל, אך איש לא ידע לומר "
        "מי ישלם עליה."
    ),
    "hi": (
        "सूरजगढ़ की नगर परिषद ने मंगलवार को पुराने तरणताल को बंद करने का फैसला किया, क्योंकि इंजीनियरों "
        "को छत में दरारें मिली थीं। महापौर कविता राठौर ने कहा कि यह फैसला आसान नहीं था, लेकिन सुरक्षा सबसे "
        "पहले है। नगर भवन के सामने लगभग चालीस लोग जमा हुए। नया तरणताल नदी के किनारे बनाया जाएगा, "
        "लेकिन कोई यह नहीं बता सका कि उसका खर्च कौन उठाएगा।"
    ),
    "zh": (
        "柳河市议会星期二决定关闭旧游泳馆，因为工程师发现屋顶出现了裂缝。副市长沈若兰说，这个决定并不容易，"
        "但安全必须放在第一位。大约四十名居民聚集在市政厅外面。新的游泳馆将建在河边，不过当天没有人能说清楚"
        "由谁来出钱。"
    ),
    "ja": (
        "柳川原市議会は火曜日、屋根にひびが見つかったことを受けて、古い市民プールを閉鎖することを決めた。"
        "市長の三枝みどり氏は「簡単な決断ではなかったが、安全が第一だ」と述べた。市役所の前には約四十人の"
        "住民が集まった。新しいプールは川のそばに建てられる予定だが、だれが費用を負担するのかはまだ分からない。"
    ),
    "ko": (
        "버들천 시의회는 화요일 지붕에서 균열이 발견되자 낡은 수영장을 닫기로 결정했다. 한서윤 "
        "시장은 쉬운 결정이 아니었지만 안전이 먼저라고 말했다. 시청 앞에는 주민 사십여 명이 "
        "모였다. 새 수영장은 강가에 지어질 예정이지만 누가 비용을 낼지는 아무도 말하지 못했다."
    ),
    "th": (
        "สภาเทศบาลเมืองบ้านสนมีมติเมื่อวันอังคารให้ปิดสระว่ายน้ำเก่า หลังจากวิศวกรพบรอยร้าวบนหลังคา "
        "นายกเทศมนตรีวิไลพร สุขสันต์ กล่าวว่าการตัดสินใจครั้งนี้ไม่ง่าย แต่ความปลอดภัยต้องมาก่อน "
        "ชาวบ้านราวสี่สิบคนมารวมตัวกันหน้าศาลากลาง สระใหม่จะสร้างริมแม่น้ำ"
    ),
}

# One sentence each, in scripts that several languages share.
SENTENCES = {
    "be": "Гарадскі савет вырашыў у аўторак закрыць стары басейн, бо інжынеры знайшлі расколіны.",
    "sr": "Градско веће је у уторак одлучило да затвори стари базен, јер су грађани забринути.",
    "mk": "Градскиот совет одлучи во вторник да го затвори базенот покрај куќата, вели ѓаконот.",
    "kk": "Қалалық кеңес сейсенбі күні ескі бассейнді жабу туралы шешім қабылдады.",
    "ku": "ئەنجومەنی شار ڕۆژی سێشەممە بڕیاری دا مەلەوانگە کۆنەکە دابخات.",
    "ps": "د ښار شورا د سې شنبې په ورځ پرېکړه وکړه چې زوړ حوض وتړي.",
    "sd": "شهر جي ڪائونسل اڱاري ڏينهن پراڻو تلاءُ بند ڪرڻ جو فيصلو ڪيو.",
    "ug": "شەھەرلىك كېڭەش سەيشەنبە كۈنى كونا سۇ ئۈزۈش كۆلچىكىنى تاقاشنى قارار قىلدى.",
    "hy": "Քաղաքային խորհուրդը երեքշաբթի որոշեց փակել հին լողավազանը։",
    "ka": "საკრებულომ სამშაბათს ძველი აუზის დახურვა გადაწყვიტა.",
    "bn": "নগর পরিষদ মঙ্গলবার পুরোনো সাঁতারের পুল বন্ধ করার সিদ্ধান্ত নিয়েছে।",
    "ta": "நகர மன்றம் செவ்வாய்க்கிழமை பழைய நீச்சல் குளத்தை மூட முடிவு செய்தது.",
}

# Told by script; the rest, but English, only the library can tell.
BY_SCRIPT = ("ru", "uk", "bg", "el", "ar", "fa", "ur", "he", "zh", "ja", "ko", "th")
BY_LIBRARY = tuple(code for code in ARTICLES if code not in (*BY_SCRIPT, "en"))

FOREIGN_NAMES = (
    "Prime Minister Gitanas Kazlauskaitė met Łukasz Żebrowski, José de la Peña and Jürgen von der "
    "Aue in Ljubljana on Monday, where they were told by Ngozi Adébáyọ̀ that Los Álamos, Le "
    "Plessis and Öxnadalsá would not take part. Đorđe Šćepanović, who is from São João del Rei, "
    "said it was not for Recep Yılmazoğlu to say."
)
QUOTE = "“We will not close the hall before the people of this town have been heard,” she said. "

GERMAN_WITH_QUOTES = (
    "Der Chef des Verbands, Hinnerk Allwörden, hat am Mittwoch seinen Rücktritt erklärt. Auf "
    "Englisch fügte er hinzu: “It is time for me to go, and I leave with a light heart.” Im Saal "
    "war es danach still, berichteten Mitglieder, die nicht genannt werden wollten. Nachfolgerin "
    "soll die Kasslerin Swantje Brodersen werden, über die noch abgestimmt wird."
)
FRENCH_WITH_QUOTES = (
    "La patronne du groupe, Maëlle Kervadec, a annoncé mercredi qu'elle quittait son poste. « It "
    "is time for me to go, and I leave with a light heart », a-t-elle ajouté en anglais devant "
    "les salariés réunis dans la grande salle de Port-Audierne. Son successeur, qui n'a pas "
    "encore été choisi, devra trouver une issue au conflit avec les syndicats avant l'automne."
)
SPANISH_WITH_QUOTES = (
    "El presidente de la federación, Baltasar Urrutigoiti, anunció el miércoles que deja el "
    "cargo. «It is time for me to go, and I leave with a light heart», añadió en inglés ante "
    "los socios reunidos en el salón grande de Puerto Almenara. Su sucesora, que todavía no ha "
    "sido elegida, tendrá que resolver el conflicto con los clubes antes de que llegue el otoño."
)
DUTCH_WITH_QUOTES = (
    "De voorzitter van de bond, Wessel Hoogstraat, heeft woensdag zijn vertrek bekendgemaakt. "
    "“It is time for me to go, and I leave with a light heart,” voegde hij er in het Engels aan "
    "toe. In de grote zaal van Westerdiep bleef het daarna stil, vertelden leden die niet met "
    "hun naam in de krant willen. Zijn opvolger moet nog worden gekozen door het bestuur."
)
DANISH_WITH_QUOTES = (
    "Formanden for forbundet, Asger Thranholm, meddelte onsdag, at han trækker sig. “It is time "
    "for me to go, and I leave with a light heart,” tilføjede han på engelsk. I den store sal i "
    "Vester Skovby blev der helt stille bagefter, fortæller medlemmer, som ikke ønsker at stå "
    "frem med navn. Hans efterfølger er endnu ikke valgt, men det ventes at ske før efteråret."
)
WITH_QUOTES = {
    "de": GERMAN_WITH_QUOTES,
    "fr": FRENCH_WITH_QUOTES,
    "es": SPANISH_WITH_QUOTES,
    "nl": DUTCH_WITH_QUOTES,
    "da": DANISH_WITH_QUOTES,
}


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "gcld3", None)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A library that answers `language`, `probability` and `is_reliable` to any text."""
    answer = SimpleNamespace(language="de", probability=1.0, is_reliable=True)
    detector = SimpleNamespace(FindLanguage=lambda **_: answer)
    module = SimpleNamespace(NNetLanguageIdentifier=lambda **_: detector)
    monkeypatch.setitem(sys.modules, "gcld3", module)
    return answer


# --- English, by its function words


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize(
    "text",
    [
        ARTICLES["en"],
        ARTICLES["en"].upper(),
        FOREIGN_NAMES,
        QUOTE,
        "The council said on Tuesday that it would close the hall, and nobody knew why.",
        ARTICLES["en"] + " " + ARTICLES["de"][:100],
        "市议会 (city council): " + ARTICLES["en"],
    ],
)
def test_english_needs_no_library(text: str) -> None:
    assert detect_language(text) == "en"


STAND_IN = """
class NNetLanguageIdentifier:
    language, probability, is_reliable = "de", 1.0, True

    def __init__(self, **limits): ...

    def FindLanguage(self, text):
        return self
"""

PROBE = """
import sys
from reliacheck.text.language import detect_language
for line in sys.stdin:
    told = detect_language(line)
    heavy = {"gcld3", "numpy", "pydantic", "rich"} & set(sys.modules)
    print(told, *heavy)
"""


def test_english_imports_no_library(tmp_path: Path) -> None:
    """A stand-in that could be imported is not; then German does import it."""
    (tmp_path / "gcld3.py").write_text(STAND_IN, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROBE],
        input="\n".join([ARTICLES["en"], ARTICLES["th"], ARTICLES["de"]]),
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == ["en", "th", "de gcld3"]


@pytest.mark.usefixtures("no_library")
def test_english_news_is_settled_without_the_library() -> None:
    with gzip.open(shared("news/abp_sample_8k.jsonl.gz"), "rt", encoding="utf-8") as lines:
        told = [detect_language(json.loads(line)["body"]) for line in islice(lines, 1000)]
    assert told == ["en"] * 1000


def test_no_word_speaks_for_and_against_english() -> None:
    assert ENGLISH.isdisjoint(FOREIGN)


# --- other languages, never taken for English


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("code", BY_SCRIPT)
def test_a_script_tells_the_language_without_the_library(code: str) -> None:
    assert detect_language(ARTICLES[code]) == code


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("code", SENTENCES)
def test_marks_tell_the_languages_of_one_script(code: str) -> None:
    assert detect_language(SENTENCES[code]) == code


@pytest.mark.usefixtures("no_library")
def test_arabic_that_names_a_persian_stays_arabic() -> None:
    assert detect_language(ARTICLES["ar"] + " وحضر الاجتماع پرویز گلچین.") == "ar"


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("code", BY_LIBRARY)
def test_without_the_library_another_language_is_not_told(code: str) -> None:
    assert detect_language(ARTICLES[code]) is None


@pytest.mark.parametrize("code", BY_LIBRARY)
def test_the_library_tells_the_rest(code: str) -> None:
    pytest.importorskip("gcld3")
    assert detect_language(ARTICLES[code]) == code
    assert detect_language(ARTICLES[code].upper()) == code


@pytest.mark.usefixtures("no_library")
@pytest.mark.parametrize("code", WITH_QUOTES)
def test_english_quotes_do_not_make_an_article_english(code: str) -> None:
    assert detect_language(WITH_QUOTES[code]) is None


@pytest.mark.parametrize("code", WITH_QUOTES)
def test_the_library_tells_an_article_with_english_quotes(code: str) -> None:
    pytest.importorskip("gcld3")
    assert detect_language(WITH_QUOTES[code]) == code


# --- what the library's answer is worth


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", "de"), ("iw", "he"), ("fil", "tl"), ("ceb", None), ("ru-Latn", None)],
)
def test_the_codes_of_the_library_become_iso_639_1(
    library: SimpleNamespace, language: str, told: str | None
) -> None:
    library.language = language
    assert detect_language(ARTICLES["de"]) == told


def test_an_unsure_library_is_not_believed(library: SimpleNamespace) -> None:
    library.probability, library.is_reliable = 0.6, False
    assert detect_language(ARTICLES["de"]) is None


@pytest.mark.parametrize(("probability", "told"), [(0.98, None), (0.995, "de")])
def test_of_a_short_text_the_library_must_be_surer(
    library: SimpleNamespace, probability: float, told: str | None
) -> None:
    library.probability = probability
    assert detect_language("Stadtrat schließt das alte Hallenbad") == told
    assert detect_language(ARTICLES["de"]) == "de"


# --- what cannot be told


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "text",
    ["", " \n", "…", "12 34 56 78 90", "Council shuts hall", "北京", "Да", "🏊🏊🏊🏊🏊🏊🏊🏊"],
)
def test_too_little_is_not_told(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("code", ["de", "fr", "es", "it", "pt", "nl", "sv", "da", "ru", "ar"])
def test_a_mix_with_english_is_not_told(code: str) -> None:
    length = len(ARTICLES[code])
    assert detect_language(ARTICLES["en"][:length] + "\n\n" + ARTICLES[code]) is None


# --- whatever the text

ALL_WORDS = [word for text in ARTICLES.values() for word in text.split()]
TEXTS = st.one_of(
    st.text(st.characters()),
    st.lists(st.sampled_from(ALL_WORDS), max_size=60).map(" ".join),
)


@given(TEXTS)
def test_any_text_has_a_two_letter_code_or_none(text: str) -> None:
    told = detect_language(text)
    assert told is None or (len(told) == 2 and told.isascii() and told.islower())


@given(TEXTS, st.text())
def test_only_the_beginning_is_read(text: str, end: str) -> None:
    beginning = (text + " " + ARTICLES["en"] * 10)[:SAMPLE]
    assert detect_language(beginning + end) == detect_language(beginning)


def test_half_a_character_is_no_error() -> None:
    assert detect_language(ARTICLES["en"] + "\ud800") == "en"
    assert detect_language("\ud800" * 100) is None
    assert detect_language("\udc00 Stadtrat \ud800 schließt das Hallenbad") in ("de", None)
