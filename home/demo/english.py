"""English translations of the Swedish strings of the demo."""

from home.demo import indicators, statement, years
from home.demo.report import Report

STRINGS = {
    **statement.STRINGS,
    **indicators.STRINGS,
    **years.STRINGS,
    # The pages around the edition
    "ECPAT Sverige": "ECPAT Sweden",
    "ECPAT Sverige arbetar mot sexuell exploatering av barn.": (
        "ECPAT Sweden works against the sexual exploitation of children."
    ),
    "ECPAT Sverige arbetar för att inget barn ska utnyttjas sexuellt. Här redovisar vi vad arbetet har lett till.": (
        "ECPAT Sweden works so that no child is sexually exploited. Here we account for what that work has achieved."
    ),
    "Nordiskt Forum": "Nordic Forum",
    "En nordisk konferens om hur barn utnyttjas sexuellt på nätet.": (
        "A Nordic conference on the sexual exploitation of children online."
    ),
    "ECPAT Nordiskt Forum är en konferens om hur barn utnyttjas sexuellt på nätet, och om hur det kan stoppas. År 2016 höll vi den för deltagare från offentlig sektor, näringsliv och civilsamhälle i Norden.": (
        "The ECPAT Nordic Forum is a conference on how children are sexually exploited online, and on how to stop it. In 2016 we held it for participants from the public sector, business and civil society in the Nordic countries."
    ),
    "Ett projekt på två år": "A two-year project",
    "Konferensen hör till ett projekt som varar i två år. När det är slut ska myndigheter, företag och civilsamhälle samverka bättre mot barnsexhandeln.": (
        "The conference is part of a project that runs for two years. Its aim is for public authorities, companies and civil society to work together more closely against the trade in children for sexual purposes."
    ),
    "Tjugo år av arbete": "Twenty years of work",
    "ECPAT Sverige bildades 1996. Samma år var Stockholm värd för den första världskongressen mot barnsexhandel.": (
        "ECPAT Sweden was founded in 1996. In the same year Stockholm hosted the first World Congress against the trade in children for sexual purposes."
    ),
    "ECPAT Hotline": "ECPAT Hotline",
    "Så arbetar ECPAT Hotline med tips om sexuell exploatering av barn.": (
        "How ECPAT Hotline handles reports of the sexual exploitation of children."
    ),
    "Den som misstänker att ett barn utnyttjas sexuellt kan tipsa ECPAT Hotline. Det görs på webben, och alla är välkomna att tipsa. ECPAT Sverige driver sidan sedan 2005.": (
        "Anyone who suspects that a child is being sexually exploited can report it to ECPAT Hotline, on the web. ECPAT Sweden has run the site since 2005."
    ),
    "Vad som händer med ett tips": "What happens to a report",
    "Vi läser och bedömer varje tips.": "We read and assess every report.",
    "Kan det röra något olagligt skickar vi det till polisen i Sverige, eller till en hotline utomlands.": (
        "If it may concern something illegal, we pass it on to the Swedish police, or to a hotline abroad."
    ),
    "Webbplatsen är en demonstration, och sidan är exempeldata: den står i stället för den där ECPAT Hotline tar emot tips. Numren 112 och 116 111 är verkliga.": (
        "The website is a demonstration, and this page is example data: it stands in place of the one where ECPAT Hotline takes reports. The numbers 112 and 116 111 are real."
    ),
    "Om ECPAT Sverige": "About ECPAT Sweden",
    "Vad ECPAT Sverige gör, och varifrån siffrorna här kommer.": (
        "What ECPAT Sweden does, and where the figures here come from."
    ),
    "ECPAT Sverige bildades 1996. Vi arbetar på tre sätt för att inget barn ska utnyttjas sexuellt.": (
        "ECPAT Sweden was founded in 1996. We work in three ways so that no child is sexually exploited."
    ),
    "Vi påverkar dem som beslutar, så att lagar blir starkare.": (
        "We influence those who decide, so that laws become stronger."
    ),
    "Vi berättar vad som händer barn, och vad som går att göra åt det.": (
        "We tell what happens to children, and what can be done about it."
    ),
    "Vi samarbetar med företag, till exempel med bankerna i Finanskoalitionen.": (
        "We work together with companies, for example with the banks of the Financial Coalition."
    ),
    "Tips från allmänheten": "Reports from the public",
    "På webben tar ECPAT Hotline emot tips sedan 2005. Vi läser och bedömer varje tips.": (
        "ECPAT Hotline has taken reports on the web since 2005. We read and assess every report."
    ),
    "Om webbplatsen": "About the website",
    "Det här är en demonstration. Siffrorna för 2016 kommer ur ECPAT Sveriges egen redovisning. De för 2015 och 2017 är exempeldata.": (
        "This is a demonstration. The figures for 2016 come from ECPAT Sweden’s own account. Those for 2015 and 2017 are example data."
    ),
    "Remissyttranden": "Consultation responses",
    "Vad ett remissyttrande är och hur ECPAT Sverige skriver sina.": (
        "What a consultation response is, and how ECPAT Sweden writes them."
    ),
    "När en ny lag föreslås säger vi vad vi anser om den. Det gör vi skriftligt, i ett remissyttrande.": (
        "When a new law is proposed, we say what we think of it. We do so in writing, in a consultation response."
    ),
    "Frågan som vi ställer är alltid densamma: vad betyder förslaget för barnets rättigheter? Därför läser vi det kritiskt.": (
        "The question we ask is always the same: what does the proposal mean for the rights of the child? That is why we read it critically."
    ),
    "Resultat": "Results",
    "Resultaten av ECPAT Sveriges arbete.": "The results of ECPAT Sweden’s work.",
    "Varje utgåva redovisar en period.": "Each edition covers one period.",
    "Resultaten handlar om sexuell exploatering av barn. Här finns inga bilder av barn och inga detaljer om övergrepp.": (
        "The results are about the sexual exploitation of children. There are no pictures of children here, and no details of abuse."
    ),
    "Nödnumret": "The emergency number",
    "dygnet runt": "day and night",
    "När ett barn är i fara.": "When a child is in danger.",
    "Bris": "Bris",
    "För dig som är under 18 och vill prata med någon.": (
        "For you who are under 18 and want to talk to somebody."
    ),
    "Lämna ett tips till ECPAT Hotline": "Report to ECPAT Hotline",
    # The edition
    "Mål och resultat 2016": "Goals and results 2016",
    "ECPAT Sveriges viktigaste resultat 2016: Nordiskt Forum, #stoppanäthandeln, ECPAT Hotline, påverkansarbetet och Finanskoalitionen.": (
        "ECPAT Sweden’s most important results in 2016: Nordic Forum, #stoppanäthandeln, ECPAT Hotline, advocacy and the Financial Coalition."
    ),
    "Inget barn ska utnyttjas sexuellt. Det är målet för ECPAT Sverige, som påverkar beslutsfattare, sprider kunskap och samarbetar med näringslivet. Den här sidan visar det viktigaste som arbetet ledde till under 2016.": (
        "No child should be sexually exploited. That is the goal of ECPAT Sweden, which influences decision-makers, spreads knowledge and works together with business. This page shows the most important things that this work led to in 2016."
    ),
    "En sol av gula prickar går upp över en horisont av mörkgröna prickar.": (
        "A sun of yellow dots rises over a horizon of dark green dots."
    ),
    "Så gick arbetet mot sexuell exploatering av barn 2016": (
        "How the work against the sexual exploitation of children went in 2016"
    ),
    "ECPAT Sveriges verksamhetsberättelse 2016": "ECPAT Sweden’s annual report 2016",
    # The main points
    "tips granskades av ECPAT Hotline, 618 fler än 2015 (exempeldata).": (
        "reports were reviewed by ECPAT Hotline, 618 more than in 2015 (example data)."
    ),
    "av dem bedömdes som illegala, ungefär vart sjätte tips.": (
        "of them were assessed as illegal, about one report in six."
    ),
    "av tipsen gällde övergrepp som hade dokumenterats i bild eller film.": (
        "of the reports concerned abuse that had been documented in pictures or films."
    ),
    "nordiska deltagare möttes på ECPAT Nordiskt Forum i två dagar.": (
        "Nordic participants met at the ECPAT Nordic Forum for two days."
    ),
    "gånger hade filmen #stoppanäthandeln visats i slutet av december.": (
        "times the film #stoppanäthandeln had been viewed by the end of December."
    ),
    # Nordic Forum
    "Nordiskt Forum: två dagar om barns trygghet på nätet": (
        "Nordic Forum: two days on children’s safety online"
    ),
    "Hur får vi tillsammans stopp på sexuella övergrepp mot barn på nätet? Den frågan samlade offentlig sektor, näringsliv och civilsamhälle till ECPAT Nordiskt Forum, som vi höll i samordning med Socialdepartementet. Sveriges justitieminister Morgan Johansson och barnminister Åsa Regnér deltog.": (
        "How can we stop the sexual abuse of children online together? That question brought the public sector, business and civil society to the ECPAT Nordic Forum, which we held in coordination with the Swedish Ministry of Health and Social Affairs. Sweden’s Minister for Justice, Morgan Johansson, and its Minister for Children, Åsa Regnér, took part."
    ),
    "Det hade då gått tjugo år sedan 1996, när ECPAT Sverige bildades och den första världskongressen mot barnsexhandel ägde rum i Stockholm. Forumet hör till ett projekt på två år, som ska få myndigheter, företag och civilsamhälle att samverka bättre.": (
        "Twenty years had passed since 1996, when ECPAT Sweden was founded and the first World Congress against the trade in children for sexual purposes took place in Stockholm. The forum is part of a two-year project to help public authorities, companies and civil society work together more closely."
    ),
    "deltagare från de nordiska länderna": "participants from the Nordic countries",
    "Läs mer om Nordiskt Forum": "Read more about Nordic Forum",
    # The campaign
    "Julkampanj mot handeln med barn på nätet": (
        "A Christmas campaign against the trade in children online"
    ),
    "Vår stora julkampanj 2016 handlade om en baksida av nätet: övergrepp på barn blir till bilder och filmer som någon säljer och andra sprider. Kampanjens film nådde snabbt ut, med hjälp av bland andra Joel Kinnaman, ambassadör för ECPAT.": (
        "Our big Christmas campaign of 2016, “Stop the online trade”, was about a dark side of the internet: the abuse of children becomes pictures and films that some sell and others spread. The campaign’s film soon reached many people, with the help of Joel Kinnaman, an ECPAT ambassador, among others."
    ),
    "Noomi Rapace, också hon ambassadör, tackade alla som gav sitt stöd med en videohälsning. Den gick att dela med andra.": (
        "Noomi Rapace, another ambassador, thanked everyone who gave their support with a video greeting, which they could share with others."
    ),
    "visningar av filmen": "views of the film",
    "Filmen publicerades på YouTube den 24 november 2016.": (
        "The film was published on YouTube on 24 November 2016."
    ),
    "delningar av filmen": "shares of the film",
    # The hotline
    "Ungefär vart sjätte tips bedömdes som illegalt": (
        "About one report in six was assessed as illegal"
    ),
    "På webben, hos ECPAT Hotline, kan alla tipsa om misstänkt sexuell exploatering av barn. Det har varit möjligt sedan 2005. Inget tips lämnas ogranskat, och det som kan vara olagligt går vidare, till polisen i Sverige eller till en hotline utomlands.": (
        "On the web, at ECPAT Hotline, anyone can report suspected sexual exploitation of children. This has been possible since 2005. No report is left unreviewed, and what may be illegal is passed on to the Swedish police or to a hotline abroad."
    ),
    "Under 2016 gällde nästan alla tips övergrepp som hade dokumenterats i bild eller film.": (
        "In 2016 almost all reports concerned abuse that had been documented in pictures or films."
    ),
    "granskade tips": "reports reviewed",
    "tips som bedömdes som illegala": "reports assessed as illegal",
    "andel tips som gällde dokumenterade övergrepp": (
        "share of reports that concerned documented abuse"
    ),
    "Läs mer om ECPAT Hotline": "Read more about ECPAT Hotline",
    # Advocacy
    "Påverkan som leder till starkare lagar": "Advocacy that leads to stronger laws",
    "Påverkansarbetet består av fler mejl, samtal och möten än någon kan räkna. Utifrån märks det sällan, men framgångarna vilar på det, till exempel när en lag skärps. Vi vill att fler vet hur barn utnyttjas sexuellt: de som beslutar, myndigheter, företag och alla andra.": (
        "Advocacy is made of more e-mails, calls and meetings than anyone can count. It is seldom noticed from outside, but success rests on it, for example when a law is made stronger. We want more people to know how children are sexually exploited: those who decide, public authorities, companies and everyone else."
    ),
    "När staten vill ändra en lag lämnar vi remissyttranden. I dem granskar vi förslaget med barnets rättigheter som måttstock.": (
        "When the state wants to change a law, we submit consultation responses. In them we examine the proposal by the measure of the rights of the child."
    ),
    "Barnpornografibrottet": "The child pornography offence",
    "Vi bidrar också till att nya lagar alls föreslås. I många år har vi krävt att barnpornografibrottet ska stå bland sexualbrotten, i kapitel 6 i brottsbalken, och inte i kapitel 16. Regeringen berättade i januari 2017 att lagen ses över och att ett förslag bör komma före årets slut. När utredningen har sagt sitt svarar vi.": (
        "We also help to bring new laws about. For many years we have demanded that what Swedish law calls child pornography should stand among the sexual offences, in chapter 6 of the Criminal Code, and not in chapter 16. In January 2017 the Government announced that the law was under review and that a proposal could be expected before the end of the year. When the inquiry has reported, we will respond."
    ),
    "Läs våra remissyttranden": "Read our consultation responses",
    "Nio banor av prickar som möts och leder till en stor gul prick.": (
        "Nine paths of dots that meet and lead to a large yellow dot."
    ),
    # The Financial Coalition
    "Finanskoalitionen: att göra handeln med barn olönsam": (
        "The Financial Coalition: making the trade in children unprofitable"
    ),
    "Handeln med barn drivs av att någon tjänar pengar på den. Därför bjöd vi och Skandiabanken 2008 in alla svenska banker till Finanskoalitionen.": (
        "The trade in children is driven by the money that someone makes from it. That is why, in 2008, we and Skandiabanken invited all Swedish banks to join the Financial Coalition."
    ),
    "På koalitionens initiativ skrev två studenter vid Linköpings tekniska högskola ett examensarbete under 2016, med CGI som handledare. De undersökte digitala betalningar som hör ihop med olaglig verksamhet på nätet. Den ena av deras metoder kartlägger tjänster för fillagring genom betalningar i bitcoin. Den andra söker samband som kan avslöja förövare som tycks vara anonyma, med matematiska modeller. Polisen ser med stort intresse på möjligheten att hitta sådana förövare.": (
        "In 2016, on the coalition’s initiative, two students at the Linköping Institute of Technology wrote a degree project, supervised by CGI. They studied digital payments connected with illegal activity online. One of their methods maps file storage services by means of bitcoin payments. The other looks for connections that can reveal seemingly anonymous offenders, with mathematical models. The police take great interest in the possibility of finding such offenders."
    ),
    "I Almedalen höll vi och koalitionen 2016 ett seminarium om hur samhällets olika delar kan samverka mot barnsexhandeln på nätet.": (
        "During Almedalen Week 2016, we and the coalition held a seminar on how the different parts of society can work together against the online trade in children for sexual purposes."
    ),
    "Vågor av prickar i jämna strömmar, en av dem gul.": (
        "Waves of dots in even currents, one of them yellow."
    ),
    # The chart
    "Fler tips än året före, och fler som bedömdes som illegala": (
        "More reports than the year before, and more that were assessed as illegal"
    ),
    "Siffrorna för 2015 är exempeldata.": "The figures for 2015 are example data.",
    # The end of the page
    "Om siffrorna": "About the figures",
    "Siffrorna gäller 2016, om inget annat står intill dem. Mer om året finns i verksamhetsberättelsen.": (
        "The figures are for 2016, unless something else is said beside them. The annual report has more about the year."
    ),
    "Det som siffrorna jämförs med, från 2015, är exempeldata.": (
        "What the figures are compared with, from 2015, is example data."
    ),
    "Läs hela verksamhetsberättelsen för 2016": "Read the whole annual report for 2016",
    "Hjälp oss att sprida kunskap": "Help us spread knowledge",
    "Fler behöver få syn på de brott som vi arbetar mot. Dela gärna den här sidan, och gilla det som vi skriver i sociala medier.": (
        "More people need to see the crimes that we work against. Please share this page, and like what we write on social media."
    ),
}

# The address of each page in English, by the one in Swedish.
SLUGS = {
    **statement.SLUGS,
    **indicators.SLUGS,
    "2015": "2015",
    "2016": "2016",
    "2017": "2017",
    "ecpat-hotline": "ecpat-hotline",
    "ecpat-sverige": "ecpat-sweden",
    "om-ecpat-sverige": "about-ecpat-sweden",
    "nordiskt-forum": "nordic-forum",
    "remissyttranden": "consultation-responses",
    "resultat": "results",
}

REPORT = Report(
    "annual-report-2016.pdf",
    "en",
    "Annual report 2016",
    (
        "Placeholder.",
        "In the demonstration, this document stands where the annual report would be.",
        "It contains nothing but this text.",
    ),
)
