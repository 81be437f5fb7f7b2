"""The English names of the months: as people write dates, as files hold them, as citations show them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

ABBREVIATIONS = tuple(name[:3].lower() for name in MONTHS)
"""Three letters, in lower case."""

# Month by month. `listopada` is left out: November in Polish, October in Croatian.
_OTHER_LANGUAGES = """
    janvier janv januar jänner januari enero gennaio janeiro gener ianuarie januára januarja tammikuu tammikuuta stycznia styczeń ledna leden január siječnja ocak jaanuar января январь січня януари ιανουαρίου ιανουάριος يناير
    février fevrier févr februar februari febrero febbraio fevereiro febrer februarie februára februarja helmikuu helmikuuta lutego luty února únor február veljače şubat veebruar февраля февраль лютого февруари φεβρουαρίου φεβρουάριος فبراير
    mars märz maerz maart marzo março marco març martie marca marts maaliskuu maaliskuuta marzec března březen március ožujka mart marta märts maret марта март березня μαρτίου μάρτιος مارس
    avril avr abril aprile aprilie apríla aprila huhtikuu huhtikuuta kwietnia kwiecień dubna duben április travnja nisan aprill апреля апрель квітня април απριλίου απρίλιος أبريل
    mai mei mayo maggio maio maig mája maj maja toukokuu toukokuuta května květen május svibnja mayıs мая май травня μαΐου μάιος مايو
    juin juni junio giugno junho juny iunie júna junija kesäkuu kesäkuuta czerwca czerwiec června červen június lipnja haziran juuni июня июнь червня юни ιουνίου ιούνιος يونيو
    juillet juil juli julio luglio julho juliol iulie júla julija heinäkuu heinäkuuta lipca lipiec července červenec július srpnja temmuz juuli июля июль липня юли ιουλίου ιούλιος يوليو
    août aout augustus agosto agost augusta avgusta augusti elokuu elokuuta sierpnia sierpień srpna srpen augusztus kolovoza ağustos agustus августа август серпня αυγούστου αύγουστος أغسطس
    septembre septiembre setiembre settembre setembro setembre septembrie septembra syyskuu syyskuuta września wrzesień září szeptember rujna eylül сентября сентябрь вересня септември σεπτεμβρίου σεπτέμβριος سبتمبر
    octobre oktober octubre ottobre outubro octombrie októbra oktobra lokakuu lokakuuta października październik října říjen október ekim oktoober октября октябрь жовтня октомври οκτωβρίου οκτώβριος أكتوبر
    novembre noviembre novembro noiembrie novembra marraskuu marraskuuta listopadu studenoga kasım ноября ноябрь листопада ноември νοεμβρίου νοέμβριος نوفمبر
    décembre decembre déc dezember diciembre dicembre dezembro desembre decembrie decembra joulukuu joulukuuta grudnia grudzień prosince prosinec prosinca aralık detsember desember декабря декабрь грудня декември δεκεμβρίου δεκέμβριος ديسمبر
"""

MONTHS_OF = {
    name.casefold(): ABBREVIATIONS[number]
    for number, names in enumerate(_OTHER_LANGUAGES.strip().split("\n"))
    for name in names.split()
}
"""Month in another language, case folded -> its English abbreviation."""
