// Names in the scripts of the people who live here. What is expected was written down from the conventions
// named beside each language, before a look at what the rules give; where ICU's tables do not follow them,
// the remark says how far off they are (docs/normalisation.md, "Other scripts").
#include "engine/custodian/normal_form.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gauze::custodian {
namespace {

using project::FieldKind;

struct Name {
    const char* language;
    const char* cell;
    const char* normal;
};

const std::vector<Name> names{
    {"German", "Größe Müller-Weiß",
     "GROSSE MULLER WEISS"}, // ICU drops the umlaut, as ICAO's first choice is not
    {"Danish", "Søren Ærø Åse", "SOREN AERO ASE"},
    {"Icelandic", "Þórður Guðmundsson", "THORDUR GUDMUNDSSON"},
    {"Polish", "Łukasz Żółć", "LUKASZ ZOLC"},
    {"Polish", "Małgorzata Święcka", "MALGORZATA SWIECKA"},
    {"Czech", "Jiří Dvořák", "JIRI DVORAK"},
    {"Slovak", "Ľubomír Ďurica", "LUBOMIR DURICA"},
    {"Hungarian", "Erzsébet Őry", "ERZSEBET ORY"},
    {"Romanian", "Ștefan Țăranu", "STEFAN TARANU"},
    {"Turkish", "Işıl Çağlar", "ISIL CAGLAR"},
    {"Turkish", "İbrahim Şebnem", "IBRAHIM SEBNEM"},
    {"Azerbaijani", "Əli Məmmədov", "ALI MAMMADOV"}, // as in passports
    {"Croatian", "Đorđe Živković", "DORDE ZIVKOVIC"},
    {"Vietnamese", "Nguyễn Thị Hương", "NGUYEN THI HUONG"},
    {"Vietnamese", "Đặng Đức", "DANG DUC"},
    {"Yoruba", "Ọláyínká Ṣadé", "OLAYINKA SADE"},
    {"Lithuanian", "Žydrūnas Šimkus", "ZYDRUNAS SIMKUS"},
    // ELOT 743 / UNGEGN
    {"Greek", "Γεώργιος Παπαδόπουλος", "GEORGIOS PAPADOPOULOS"},
    {"Greek", "Χρήστος", "CHRISTOS"},
    {"Greek", "Ευάγγελος Μπάμπης", "EVANGELOS BAMPIS"},
    // BGN/PCGN without the soft sign; Y before E left out, as most do
    {"Russian", "Никита Хрущёв", "NIKITA KHRUSHCHEV"},
    {"Russian", "Юлия Жукова", "YULIYA ZHUKOVA"},
    {"Russian", "Соловьев", "SOLOVEV"},
    {"Ukrainian", "Тимошенко", "TIMOSHENKO"}, // Tymoshenko: the language of a cell is not known
    {"Ukrainian", "Їжак Євген", "IZHAK EVGEN"},
    {"Bulgarian", "Георги Димитров", "GEORGI DIMITROV"},
    {"Bulgarian", "Цветанка Желязкова", "TSVETANKA ZHELYAZKOVA"},
    {"Serbian", "Јована Петровић", "JOVANA PETROVIC"},
    // Consonants, long vowels and the ayin alone: short vowels are not written
    {"Arabic", "محمد", "MHMD"},
    {"Arabic", "علي", "ALY"},
    {"Arabic", "فاطمة", "FATMA"},
    {"Arabic", "مصطفى", "MSTFA"},
    {"Persian", "رضا حسینی", "RDA HSYNY"}, // Reza: the letter is read as in Arabic
    {"Persian", "پروین", "PRWYN"},
    {"Urdu", "چوہدری", "CHWHDRY"},
    {"Urdu", "کھوکھر", "KHWKHR"},
    {"Urdu", "بٹ", "BT"},
    {"Hebrew", "אברהם", "ABRHM"},
    {"Hebrew", "דוד לוי", "DWD LWY"},
    // ISO 15919 without marks (sh is S, ch is C), a silent vowel at the end of a word left out
    {"Hindi", "कुमार", "KUMAR"},
    {"Hindi", "राजेश शर्मा", "RAJES SARMA"},
    {"Hindi", "प्रिया देवी", "PRIYA DEVI"},
    {"Bengali", "রহমান", "RAHAMAN"},
    {"Bengali", "খাতুন", "KHATUN"},
    {"Punjabi", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "GURAPRIT SINGH"},
    {"Punjabi", "ਹਰਪਾਲ ਕੌਰ", "HARAPAL KAUR"},
    {"Gujarati", "હાર્દિક પટેલ", "HARDIK PATEL"},
    {"Tamil", "முருகன்", "MURUKAN"}, // k and g are one letter
    {"Tamil", "கார்த்திக்", "KARTTIK"},
    {"Telugu", "వెంకటేశ్", "VENKATES"},
    {"Thai", "สมชาย", "SMCHAY"}, // Somchai: vowels that are not written are not put in
    {"Georgian", "გიორგი წერეთელი", "GIORGI TSERETELI"},
    {"Georgian", "ჭავჭავაძე", "CHAVCHAVADZE"},
    // BGN/PCGN without apostrophes
    {"Armenian", "Գրիգորյան", "GRIGORYAN"},
    {"Armenian", "Խաչատրյան", "KHACHATRYAN"},
    {"Amharic", "አበበ ተስፋዬ", "ABABA TASEFAYE"}, // Abebe Tesfaye: the first vowel is written a
    // Pinyin, each character a word; Japanese characters too
    {"Chinese", "李小龙", "LI XIAO LONG"},
    {"Chinese", "陳", "CHEN"},
    {"Japanese", "さくら", "SAKURA"},
    {"Japanese", "タナカ", "TANAKA"},
    {"Japanese", "田中", "TIAN ZHONG"}, // Tanaka, in Mandarin
    // Revised romanisation
    {"Korean", "김민준", "GIMMINJUN"},
    {"Korean", "박지성", "BAGJISEONG"},
};

TEST(Scripts, AreRomanisedAsTheirSpeakersAccept)
{
    const Normaliser rules(FieldKind::full_name, std::nullopt);
    for (const Name& name : names) {
        std::string normal;
        EXPECT_EQ(rules.normalise(name.cell, normal), CellFault::none) << name.language;
        EXPECT_EQ(normal, name.normal) << name.language << " " << name.cell;
    }
}

TEST(Scripts, ThatCannotBeRomanisedAreCounted)
{
    const Normaliser rules(FieldKind::family_name, std::nullopt);
    for (const char* cell : {"កែវ", "ວົງ", "හේමන්ත"}) { // Khmer, Lao, Sinhala
        std::string normal;
        EXPECT_EQ(rules.normalise(cell, normal), CellFault::nothing_left) << cell;
        EXPECT_EQ(normal, "");
    }
}

// ---- the public lists of names ----

std::filesystem::path data_folder()
{
    const char* const named = std::getenv("GAUZE_DATA");
    return std::filesystem::path(named ? named : GAUZE_DATA_DEFAULT) / "names";
}

// The lines of a gzipped file behind its header.
std::vector<std::string> lines_of(const std::filesystem::path& path)
{
    std::vector<std::string> lines;
    const gzFile file = gzopen(path.c_str(), "rb");
    if (!file) return lines;
    std::string buffer(1 << 16, '\0');
    while (gzgets(file, buffer.data(), static_cast<int>(buffer.size()))) {
        std::string line(buffer.c_str());
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
        lines.push_back(line);
    }
    gzclose(file);
    if (!lines.empty()) lines.erase(lines.begin());
    return lines;
}

// By commas; none of the lists quotes a name.
std::string column(const std::string& line, std::size_t wanted)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < wanted && start != std::string::npos; ++i)
        start = line.find(',', start) == std::string::npos ? std::string::npos : line.find(',', start) + 1;
    return start == std::string::npos ? "" : line.substr(start, line.find(',', start) - start);
}

struct List {
    const char* file;
    std::size_t column;
    FieldKind kind;
};

TEST(PublicNames, HaveANormalFormOrACountedFault)
{
    if (!std::filesystem::exists(data_folder())) GTEST_SKIP() << "no public lists of names here";
    for (const List& list : {List{"lastname_uk.csv.gz", 0, FieldKind::family_name},
                             List{"firstname_uk_variant.csv.gz", 0, FieldKind::given_name},
                             List{"uk_baby_names_1974_2020.csv.gz", 3, FieldKind::given_name},
                             List{"common-surnames-by-country.csv.gz", 4, FieldKind::family_name},
                             List{"common-forenames-by-country.csv.gz", 10, FieldKind::given_name}}) {
        const Normaliser rules(list.kind, std::nullopt);
        std::size_t seen = 0, missing = 0;
        const std::vector<std::string> lines = lines_of(data_folder() / list.file);
        for (std::size_t i = 0; i<lines.size(); i += lines.size()> 100000 ? 10 : 1) {
            const std::string cell = column(lines[i], list.column);
            if (cell.empty()) continue;
            std::string normal;
            const CellFault fault = rules.normalise(cell, normal);
            EXPECT_TRUE(!normal.empty() || fault != CellFault::none) << cell;
            ++seen, missing += normal.empty();
        }
        EXPECT_GT(seen, 600u) << list.file;
        EXPECT_LT(missing * 20, seen) << list.file; // Khmer in the list by country is one in twenty-two
    }
}

} // namespace
} // namespace gauze::custodian
