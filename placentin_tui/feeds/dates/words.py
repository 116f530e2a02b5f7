"""Months and weekdays in many languages, without accents; written by `python -m tools.date_words`."""

from __future__ import annotations

MONTHS = (
    """
    ene enero gen gener gennaio ian ianuarie jan janeiro januar januara januari january janv janvier led leden ledna
    oca ocak sty styczen stycznia tammi tammikuu tammikuuta ιαν ιανουαριοσ ιανουαριου січ січень січня янв январь
    января яну януари
    """,
    """
    feb febbraio febr febrer febrero februar februara februari februarie february fev fevereiro fevr fevrier helmi
    helmikuu helmikuuta lut lutego luty sub subat uno unor unora φεβ φεβρουαριοσ φεβρουαριου лют лютии лютого фев февр
    февраль февраля февруари
    """,
    """
    bre brezen brezna maa maalis maaliskuu maaliskuuta maart maerz mar marc marca march marcius marco marec mars mart
    martie marts marz marzec marzo mrt mrz μαρ μαρτιοσ μαρτιου бер березень березня мар март марта
    """,
    """
    abr abril apr april aprila aprile aprilie aprilis avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien
    kwietnia nis nisan απρ απριλιοσ απριλιου апр апрель апреля април квіт квітень квітня
    """,
    """
    kve kveten kvetna mag maggio mai maig maio maj maja majus may mayis mayo mei touko toukokuu toukokuuta μαι μαιοσ
    μαιου маи мая трав травень травня
    """,
    """
    cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun juna june junho juni junio junius
    juny kesa kesakuu kesakuuta ιουν ιουνιοσ ιουνιου июн июнь июня черв червень червня юни
    """,
    """
    cervence cervenec cvc heina heinakuu heinakuuta iul iulie juil juillet jul jula julho juli julio juliol julius july
    lip lipca lipiec lug luglio tem temmuz ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня юли
    """,
    """
    ag ago agost agosto agu agustos aout aug august augusta augusti augustus augusztus elo elokuu elokuuta sie sierpien
    sierpnia srp srpen srpna αυγ αυγουστοσ αυγουστου авг август августа серп серпень серпня
    """,
    """
    eyl eylul sep sept september septembra septembre septembrie septiembre set setembre setembro sett settembre syys
    syyskuu syyskuuta szept szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер вересень вересня
    сент сентябрь сентября сеп септември
    """,
    """
    eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobra ott ottobre out outubro
    paz pazdziernik pazdziernika rij rijen rijna οκτ οκτωβριοσ οκτωβριου жовт жовтень жовтня окт октомври октябрь
    октября
    """,
    """
    kas kasim lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie nov november novembra novembre
    novembro noviembre νοε νοεμβριοσ νοεμβριου лист листопад листопада ное ноември нояб ноябрь ноября
    """,
    """
    ara aralik dec december decembra decembre decembrie des desember desembre dez dezember dezembro dic dicembre
    diciembre gru grudnia grudzien joulu joulukuu joulukuuta pro prosince prosinec δεκ δεκεμβριοσ δεκεμβριου груд
    грудень грудня дек декабрь декабря декември
    """,
)
"""Of each month, the first first, the names it has and the short forms of them."""

WEEKDAYS = """
ca car carsamba cmt cs csutortok ct ctvrtek cu cum cuma cumartesi czw czwartek dc dg di dienstag dijous dilluns dim
dimanche dimarts dimecres dinsdag dissabte diumenge divendres dj dl do dom domenica domingo donderdag donnerstag ds dt
du dum duminica dv fr fre fredag freitag fri friday gio giovedi h hetfo je jeu jeudi joi ju jue jueves k ke kedd
keskiviikko keskiviikkona la lauantai lauantaina lo lor lordag lu lun lundi lunedi lunes luni lø lør lørdag ma
maanantai maanantaina maandag man mandag mar mardi martedi martes marti me mer mercoledi mercredi mi mie miercoles
miercuri mittwoch mo mon monday montag ne nedela nedele nie niedz niedziela on ons onsdag p pa patek paz pazar
pazartesi pe pentek per perjantai perjantaina persembe pi pia piatek piatok po pon pondeli pondelok poniedziałek pt pzt
qua quarta-feira qui quinta-feira sa sab sabado sabato sal sali sam sambata samedi samstag sat saturday seg
segunda-feira sex sexta-feira so sob sobota son sondag sonntag sr sro sroda st streda stvrtok su sun sunday sunnuntai
sunnuntaina sze szerda szo szombat sø søn søndag ter terca-feira th thu thursday ti tiistai tiistaina tir tirs tirsdag
tis tisdag to tor tors torsdag torstai torstaina tu tue tuesday ut utery utorok v vasarnap ve ven vendredi venerdi vi
vie viernes vin vineri vr vrijdag we wed wednesday wo woensdag wt wto wtorek za zaterdag zo zondag δε δευ δευτερα κυ
κυρ κυριακη πα παρ παρασκευη πε πεμ πεμπτη σα σαβ σαββατο τε τετ τεταρτη τρ τρι τριτη воскресенье вс вт вторник
вівторок нд неделя неділя пʼятниця петък пн понеделник понедельник понеділок пт пятница сб середа ср среда сряда
суббота субота събота четвер четверг четвъртък чт 금 금요일 목 목요일 수 수요일 월 월요일
일 일요일 토 토요일 화 화요일 周一 周三 周二 周五 周六 周四 周日 土 土曜日 日 日曜日 星期一 星期三
星期二 星期五 星期六 星期四 星期日 月 月曜日 木 木曜日 水 水曜日 火 火曜日 金 金曜日
"""
"""The same of all weekdays, in whatever order."""
