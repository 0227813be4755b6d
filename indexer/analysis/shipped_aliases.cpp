// The table of aliases.h that ships. One group a line, each way as an article would write it. Only what is the same thing, and no way that is an
// everyday word besides, or the usual name of something else.
#include "indexer/analysis/aliases.h"

namespace dateline {
namespace {

constexpr std::string_view kTable = R"(
# Countries
U.S. | USA | United States | United States of America | U. S. | U. S. A.
UK | United Kingdom | Great Britain | Britain | U. K.
UAE | United Arab Emirates
USSR | Soviet Union | Union of Soviet Socialist Republics | U. S. S. R.
PRC | People's Republic of China
DPRK | North Korea | Democratic People's Republic of Korea
ROK | South Korea | Republic of Korea
DRC | DR Congo | Democratic Republic of the Congo | Democratic Republic of Congo | Congo-Kinshasa
Congo-Brazzaville | Republic of the Congo
GDR | East Germany | German Democratic Republic
KSA | Saudi Arabia | Kingdom of Saudi Arabia
NZ | New Zealand
PNG | Papua New Guinea
Republic of South Africa | South Africa
Czechia | Czech Republic
Burma | Myanmar
Ivory Coast | Côte d'Ivoire
Türkiye | Turkey
Cape Verde | Cabo Verde
Eswatini | Swaziland
East Timor | Timor-Leste
Bosnia | Bosnia-Herzegovina | Bosnia and Herzegovina
Belarus | Byelorussia

# Cities under two names or spellings
NYC | New York City
Washington D.C. | District of Columbia
Kyiv | Kiev
Kharkiv | Kharkov
Lviv | Lvov
Mumbai | Bombay
Kolkata | Calcutta
Chennai | Madras
Bengaluru | Bangalore
Beijing | Peking
Yangon | Rangoon
Ho Chi Minh City | Saigon
Mecca | Makkah

# Unions of states and their bodies
EU | European Union
EEC | European Economic Community
EFTA | European Free Trade Association
EEA | European Economic Area
U.N. | United Nations | U. N.
UNSC | UN Security Council | United Nations Security Council
UNGA | UN General Assembly | United Nations General Assembly
UNHCR | UN refugee agency | United Nations High Commissioner for Refugees
UNICEF | United Nations Children's Fund
UNESCO | United Nations Educational, Scientific and Cultural Organization
UNRWA | United Nations Relief and Works Agency
UNDP | United Nations Development Programme | United Nations Development Program
WFP | World Food Programme | World Food Program
FAO | Food and Agriculture Organization | Food and Agriculture Organisation
ILO | International Labour Organization | International Labor Organization | International Labour Organisation
IAEA | International Atomic Energy Agency
IPCC | Intergovernmental Panel on Climate Change
WHO | World Health Organization | World Health Organisation
IMF | International Monetary Fund
WTO | World Trade Organization | World Trade Organisation
ICJ | International Court of Justice
ECJ | European Court of Justice
NATO | North Atlantic Treaty Organization | North Atlantic Treaty Organisation
OECD | Organisation for Economic Co-operation and Development | Organization for Economic Cooperation and Development
OSCE | Organization for Security and Co-operation in Europe | Organisation for Security and Cooperation in Europe
OPEC | Organization of the Petroleum Exporting Countries | Organisation of the Petroleum Exporting Countries
ASEAN | Association of Southeast Asian Nations
ECOWAS | Economic Community of West African States
GCC | Gulf Cooperation Council
G7 | Group of Seven
G8 | Group of Eight
G20 | Group of 20 | Group of Twenty
ICRC | International Committee of the Red Cross
MSF | Médecins Sans Frontières | Doctors Without Borders

# Central banks and the watchers of markets
ECB | European Central Bank
BoE | Bank of England
BoJ | Bank of Japan
PBOC | People's Bank of China
RBI | Reserve Bank of India
RBA | Reserve Bank of Australia
SNB | Swiss National Bank
EIB | European Investment Bank
Federal Reserve | Federal Reserve System
FOMC | Federal Open Market Committee
FDIC | Federal Deposit Insurance Corporation
NYSE | New York Stock Exchange
CFTC | Commodity Futures Trading Commission
FTC | Federal Trade Commission
FCC | Federal Communications Commission

# Ministries and agencies
DoD | Department of Defense | Defense Department
MoD | Ministry of Defence | Defence Ministry
DOJ | Department of Justice | Justice Department
DHS | Department of Homeland Security | Homeland Security Department
HHS | Department of Health and Human Services
USDA | U.S. Department of Agriculture | Department of Agriculture | Agriculture Department
State Department | Department of State
Treasury Department | Department of the Treasury
Labor Department | Department of Labor
Energy Department | Department of Energy
Commerce Department | Department of Commerce
FBI | Federal Bureau of Investigation
CIA | Central Intelligence Agency
NSA | National Security Agency
EPA | Environmental Protection Agency
FDA | Food and Drug Administration
FAA | Federal Aviation Administration
FEMA | Federal Emergency Management Agency
TSA | Transportation Security Administration
DEA | Drug Enforcement Administration
ATF | Bureau of Alcohol, Tobacco, Firearms and Explosives
IRS | Internal Revenue Service
NIH | National Institutes of Health
CDC | Centers for Disease Control | Centers for Disease Control and Prevention
CBO | Congressional Budget Office
GAO | Government Accountability Office
NTSB | National Transportation Safety Board
NOAA | National Oceanic and Atmospheric Administration
NASA | National Aeronautics and Space Administration
ISS | International Space Station
USAID | U.S. Agency for International Development
USPS | U.S. Postal Service | United States Postal Service
NHS | National Health Service
HMRC | HM Revenue and Customs | Revenue and Customs
DWP | Department for Work and Pensions
DfE | Department for Education
FCDO | Foreign, Commonwealth and Development Office
ONS | Office for National Statistics
GCHQ | Government Communications Headquarters
MI6 | Secret Intelligence Service
EMA | European Medicines Agency
EFSA | European Food Safety Authority
BKA | Bundeskriminalamt
BND | Bundesnachrichtendienst
RKI | Robert Koch Institute | Robert-Koch-Institut
IDF | Israel Defense Forces | Israeli Defense Forces

# Parties and movements
CDU | Christian Democratic Union | Christlich Demokratische Union
SPD | Sozialdemokratische Partei Deutschlands
AfD | Alternative for Germany | Alternative für Deutschland
FDP | Freie Demokratische Partei
SNP | Scottish National Party
DUP | Democratic Unionist Party
UKIP | UK Independence Party
BJP | Bharatiya Janata Party
ANC | African National Congress
PLO | Palestine Liberation Organization | Palestine Liberation Organisation
PKK | Kurdistan Workers' Party
GOP | Grand Old Party
DNC | Democratic National Committee
RNC | Republican National Committee
NRA | National Rifle Association
ACLU | American Civil Liberties Union
NAACP | National Association for the Advancement of Colored People
TUC | Trades Union Congress

# Sport
FIFA | Fédération Internationale de Football Association
UEFA | Union of European Football Associations
IOC | International Olympic Committee
WADA | World Anti-Doping Agency
NBA | National Basketball Association
NFL | National Football League
NHL | National Hockey League
MLB | Major League Baseball
MLS | Major League Soccer
NCAA | National Collegiate Athletic Association
F1 | Formula 1 | Formula One

# Newspapers, agencies, broadcasters
WSJ | Wall Street Journal
NYT | New York Times
FT | Financial Times
SCMP | South China Morning Post
FAZ | Frankfurter Allgemeine | Frankfurter Allgemeine Zeitung
NZZ | Neue Zürcher Zeitung
AP | Associated Press
AFP | Agence France-Presse
dpa | Deutsche Presse-Agentur
UPI | United Press International
BBC | British Broadcasting Corporation
CBC | Canadian Broadcasting Corporation
NPR | National Public Radio

# What is measured, and things
GDP | gross domestic product
CPI | consumer price index
MWC | Mobile World Congress
HIV | human immunodeficiency virus
AIDS | acquired immune deficiency syndrome
DNA | deoxyribonucleic acid
COVID | COVID-19 | coronavirus disease
WW1 | WWI | First World War | World War I | World War One
WW2 | WWII | Second World War | World War II | World War Two
NGO | nongovernmental organization | non-governmental organisation
CEO | chief executive officer
CFO | chief financial officer
Ph.D. | PhD

# Titles
Gov. | Governor
Prof. | Professor
Sgt. | Sergeant
Capt. | Captain
Lt. | Lieutenant
Govt | Government
Dept. | Department

# The same word in another spelling that no rule joins
online | on-line
offline | off-line
today | to-day
tomorrow | to-morrow
tonight | to-night
)";

}  // namespace

std::string_view shipped_aliases() { return kTable; }

}  // namespace dateline
