#include "tests/engine/custodian/cut_cell.hpp"

namespace gauze::custodian {
namespace {

TEST(Names, AreCutIntoPaddedBigrams)
{
    EXPECT_EQ(cut(FieldKind::given_name, "Anna"), (Cut{{"_A", "AN", "NN", "NA", "A_"}}));
    EXPECT_EQ(cut(FieldKind::family_name, " j. "), (Cut{{"_J", "J_"}}));
    EXPECT_EQ(cut(FieldKind::place, "Ely"), (Cut{{"_E", "EL", "LY", "Y_"}}));
    EXPECT_EQ(cut(FieldKind::text, "a b"), (Cut{{"_A", "A_", "_B", "B_"}}));
}

TEST(Names, HoldEachBigramOnce)
{
    EXPECT_EQ(cut(FieldKind::given_name, "Lala"), (Cut{{"_L", "LA", "AL", "A_"}}));
}

TEST(Names, LoseTheirApostrophesAndAreSplitAtHyphens)
{
    EXPECT_EQ(cut(FieldKind::family_name, "O'Brien"), cut(FieldKind::family_name, "OBRIEN"));
    EXPECT_EQ(cut(FieldKind::family_name, "Li-Wu"), (Cut{{"_L", "LI", "I_", "_W", "WU", "U_"}}));
}

TEST(Names, DoNotMindTheOrderOfTheirWords)
{
    EXPECT_EQ(cut(FieldKind::given_name, "Mary Ann"), cut(FieldKind::given_name, "ANN-MARY"));
    EXPECT_EQ(cut(FieldKind::full_name, "Smith, John"), cut(FieldKind::full_name, "john smith"));
}

TEST(Names, AreTheSameWithAndWithoutTheirMarks)
{
    EXPECT_EQ(cut(FieldKind::given_name, "\u0141ukasz"), cut(FieldKind::given_name, "lukasz"));
    EXPECT_EQ(cut(FieldKind::given_name, "Jos\u00e9"), (Cut{{"_J", "JO", "OS", "SE", "E_"}}));
}

TEST(Names, OfNothingButPunctuationAreCounted)
{
    for (const char* cell : {"---", "?", "\U0001f600"})
        EXPECT_EQ(cut(FieldKind::given_name, cell), missing_because(CellFault::nothing_left)) << cell;
}

TEST(AddressLines, HoldTheirWordsAndNumbersWholeToo)
{
    EXPECT_EQ(cut(FieldKind::address_line, "14 Elm St, 14"),
              (Cut{{"_1", "14", "4_", "_E", "EL", "LM", "M_", "_S", "ST", "T_", "=14", "=ELM", "=ST"}}));
    EXPECT_EQ(cut(FieldKind::address_line, "-"), missing_because(CellFault::nothing_left));
}

TEST(Emails, AreCutOnBothSidesOfTheAt)
{
    const Cut expected{{"@j", "jo", "o@", "@n", "nh", "hs", "s.", ".u", "uk", "k@"}};
    EXPECT_EQ(cut(FieldKind::email, "Jo@NHS.uk"), expected);
    EXPECT_EQ(cut(FieldKind::email, " jo @nhs.uk"), expected);
    EXPECT_EQ(cut(FieldKind::email, "jo"), (Cut{{"@j", "jo", "o@"}}));
    EXPECT_EQ(cut(FieldKind::email, "@"), missing_because(CellFault::nothing_left));
}

TEST(Sex, HasOneTokenWhateverItsSpelling)
{
    for (const char* cell : {"M", "male", "1", "Boy", "1.0", "MAN"})
        EXPECT_EQ(cut(FieldKind::sex, cell), (Cut{{"M"}})) << cell;
    for (const char* cell : {"f", "FEMALE", "2", "girl", "2.0", "Woman"})
        EXPECT_EQ(cut(FieldKind::sex, cell), (Cut{{"F"}})) << cell;
    EXPECT_EQ(cut(FieldKind::sex, "indeterminate"), (Cut{{"I"}}));
    EXPECT_EQ(cut(FieldKind::sex, "fenale"), (Cut{{"F"}}));
}

TEST(Sex, ThatIsNotKnownIsMissing)
{
    for (const char* cell : {"U", "unknown", "0", "9", "X", "not known", "Not specified", "NULL", "9.0", ""})
        EXPECT_EQ(cut(FieldKind::sex, cell), missing) << cell;
    EXPECT_EQ(cut(FieldKind::sex, "?"), missing_because(CellFault::nothing_left));
}

} // namespace
} // namespace gauze::custodian
