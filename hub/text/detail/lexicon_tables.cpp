// SPDX-License-Identifier: Apache-2.0
#include "hub/text/detail/lexicon_tables.hpp"

namespace voelspriet::text::detail {

std::string_view stop_words_nl() {
  return "aan al als altijd andere bent bij daar dan dat de der deze die dit doch doen door dus een eens en er ge goed "
         "haar had heb hebben "
         "heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jou jouw kan kom komt kon kunnen later maar me "
         "men met mij mijn moet "
         "moeten mogen na naar nog nou nu of om omdat ons onze ook op over pas reeds sinds staat te tegen tijdens toch "
         "toe toen tot u uit uw "
         "van vandaan veel volgens voor waar waarom want waren was wat we weer wel welk welke wens werd werden wezen "
         "wie wij wil wordt "
         "worden wou ze zeer zei zeggen zegt zelf zich zij zijn zo zou zouden zal zullen";
}

std::string_view stop_words_en() {
  return "a about again am an and any are as at be because been being but by can could did do does doing for from "
         "further had has have "
         "having he her here hers herself him himself his how i if in into is it its itself just me my myself now of "
         "off on or other our "
         "ours ourselves out own said same say says she should so some such than that the their theirs them themselves "
         "then there these "
         "they this those through to too until very was we were what when where which while who whom why will with "
         "would you your yours "
         "yourself yourselves";
}

std::string_view negations() {
  return "niet geen nooit noch niemand niets nergens nauwelijks zonder evenmin nimmer "
         "no not never none nobody nothing nowhere neither nor without hardly isnt arent wasnt werent dont doesnt "
         "didnt cant cannot couldnt "
         "wont wouldnt shouldnt hasnt havent hadnt aint mustnt neednt";
}

std::string_view denials() {
  return "onwaar onjuist nepnieuws nepbericht broodjeaap hoax fabel verzinsel verzonnen fake false untrue debunked "
         "hoaxes misinformation";
}

std::string_view fillers() {
  return "enkel enkele enig enige sprake echt helemaal langer meer zeker zomaar direct acuut zo n zwaar ernstig "
         "ernstige bevestigde "
         "real really longer more yet even anymore confirmed serious immediate evidence sign signs";
}

// Words that say somebody or something is hurt, or may be.
std::string_view harm_terms() {
  return "gewond gewonde gewonden zwaargewond zwaargewonden lichtgewonden dood dode doden overleden omgekomen "
         "slachtoffer slachtoffers "
         "vermist vermiste vermisten bekneld ingesloten explosie explosies ontploffing ontploft explodeert bom aanslag "
         "schietpartij schoten "
         "gijzeling gaslek gaslucht gaswolk gifwolk gif giftig giftige vergiftigd chloor chloorgas ammoniak asbest "
         "cyanide radioactief "
         "straling benzeen lekkage instorting ingestort evacuatie evacueren geevacueerd ziekenhuis bewusteloos "
         "ademnood stikken verstikking "
         "dijkdoorbraak verdronken besmet besmetting "
         "injured wounded dead death deaths killed kills victim victims missing trapped explosion explosions exploded "
         "bomb shooting hostage "
         "hostages gas leak toxic poison poisoned chlorine ammonia asbestos radioactive collapse collapsed evacuation "
         "evacuate evacuated "
         "hospital unconscious drowned contaminated";
}

std::span<const NumberWord> number_words() {
  static constexpr NumberWord kWords[] = {
      {"nul", 0},        {"twee", 2},      {"drie", 3},      {"vier", 4},      {"vijf", 5},       {"zes", 6},
      {"zeven", 7},      {"acht", 8},      {"negen", 9},     {"tien", 10},     {"elf", 11},       {"twaalf", 12},
      {"dertien", 13},   {"veertien", 14}, {"vijftien", 15}, {"zestien", 16},  {"zeventien", 17}, {"achttien", 18},
      {"negentien", 19}, {"twintig", 20},  {"dertig", 30},   {"veertig", 40},  {"vijftig", 50},   {"zestig", 60},
      {"zeventig", 70},  {"tachtig", 80},  {"negentig", 90}, {"honderd", 100}, {"duizend", 1000}, {"zero", 0},
      {"one", 1},        {"two", 2},       {"three", 3},     {"four", 4},      {"five", 5},       {"six", 6},
      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},      {"eleven", 11},    {"twelve", 12},
      {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18},
      {"nineteen", 19},  {"twenty", 20},   {"thirty", 30},   {"forty", 40},    {"fifty", 50},     {"sixty", 60},
      {"seventy", 70},   {"eighty", 80},   {"ninety", 90},   {"hundred", 100}, {"thousand", 1000}};
  return kWords;
}

std::span<const SideWords> sides() {
  static constexpr SideWords kSides[] = {
      {Axis::compass, 1, "noord noorden noordelijk noordelijke noordkant noordzijde north northern northbound"},
      {Axis::compass, 2, "oost oosten oostelijk oostelijke oostkant oostzijde east eastern eastbound"},
      {Axis::compass, 4, "zuid zuiden zuidelijk zuidelijke zuidkant zuidzijde south southern southbound"},
      {Axis::compass, 8, "west westen westelijk westelijke westkant westzijde western westbound"},
      {Axis::compass, 3, "noordoost noordoosten noordoostelijk northeast northeastern"},
      {Axis::compass, 6, "zuidoost zuidoosten zuidoostelijk southeast southeastern"},
      {Axis::compass, 12, "zuidwest zuidwesten zuidwestelijk southwest southwestern"},
      {Axis::compass, 9, "noordwest noordwesten noordwestelijk northwest northwestern"},
      {Axis::hand, 1, "links linker linkerkant linkerzijde left"},
      {Axis::hand, 2, "rechts rechter rechterkant rechterzijde right"},
      {Axis::access, 1, "open geopend heropend vrijgegeven toegankelijk bereikbaar opened reopened accessible"},
      {Axis::access, 2, "dicht gesloten afgesloten afgezet gestremd ontoegankelijk onbereikbaar closed shut blocked"},
      {Axis::safety, 1, "veilig veilige ongevaarlijk onschadelijk safe harmless"},
      {Axis::safety, 2,
       "onveilig onveilige gevaar gevaarlijk gevaarlijke schadelijk schadelijke giftig giftige unsafe danger dangerous "
       "harmful "
       "toxic"},
      {Axis::place, 1, "binnen binnenshuis inside indoors"},
      {Axis::place, 2, "buiten buitenshuis outside outdoors"},
      {Axis::life, 1, "levend levende leeft overleefd overleeft alive survived survives"},
      {Axis::life, 2, "dood dode doden overleden omgekomen dead died killed"},
      {Axis::search, 1, "vermist vermiste zoek missing"},
      {Axis::search, 2, "gevonden teruggevonden terecht found"},
      {Axis::level, 1, "hoger stijgt gestegen omhoog verhoogd higher rises rising risen"},
      {Axis::level, 2, "lager daalt gedaald omlaag verlaagd lower falls falling fallen"},
      {Axis::course, 1, "begonnen begint gestart started starts begun"},
      {Axis::course, 2, "gestopt voorbij afgelopen beeindigd opgeheven ended stopped lifted"},
      {Axis::official, 1, "bevestigt bevestigd confirms confirmed"},
      {Axis::official, 2, "ontkent ontkend ontkracht denies denied"},
      {Axis::permit, 1, "toegestaan allowed permitted"},
      {Axis::permit, 2, "verboden forbidden banned prohibited"},
      {Axis::custody, 1, "aangehouden opgepakt gearresteerd arrested detained custody"},
      {Axis::custody, 2, "vrijgelaten voortvluchtig ontsnapt released escaped fugitive"},
      {Axis::sex, 1, "man mannen jongen jongens boy boys male"},
      {Axis::sex, 2, "vrouw vrouwen meisje meisjes woman women girl girls female"},
      {Axis::purity, 1, "schoon zuiver drinkbaar clean drinkable"},
      {Axis::purity, 2, "vervuild besmet verontreinigd ondrinkbaar contaminated polluted tainted"},
      {Axis::day, 1, "gisteren yesterday"},
      {Axis::day, 2, "vandaag today"},
      {Axis::day, 4, "morgen tomorrow"},
      {Axis::weekday, 1, "maandag monday"},
      {Axis::weekday, 2, "dinsdag tuesday"},
      {Axis::weekday, 4, "woensdag wednesday"},
      {Axis::weekday, 8, "donderdag thursday"},
      {Axis::weekday, 16, "vrijdag friday"},
      {Axis::weekday, 32, "zaterdag saturday"},
      {Axis::weekday, 64, "zondag sunday"},
  };
  return kSides;
}

}  // namespace voelspriet::text::detail
