#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "bloom/base/json_members.hpp"

#include <gtest/gtest.h>

namespace gauze {
namespace {

TEST(Json, KeepsTheOrderInWhichMembersWereSet)
{
    const Json json =
        Json().set("z", 1).set("a", "x").set("m", true).set("list", std::vector<std::string>{"p", "q"});
    EXPECT_EQ(json.line(), R"({"z":1,"a":"x","m":true,"list":["p","q"]})");
}

TEST(Json, ReadsBackWhatItWrote)
{
    const Json inner = Json().set("n", -5);
    const Json json = Json::parse(Json()
                                      .set("inner", inner)
                                      .set("all", std::vector<Json>{inner, inner})
                                      .set("f", false)
                                      .set("d", 0.25)
                                      .line(),
                                  "x");
    EXPECT_EQ(json.object("inner").number("n"), -5);
    EXPECT_EQ(json.objects("all").size(), 2u);
    EXPECT_FALSE(json.flag("f"));
    EXPECT_EQ(json.real("d"), 0.25);
    EXPECT_FALSE(json.has("none"));
}

TEST(Json, NamesItsSourceAndTheMemberWhenSomethingIsOff)
{
    const Json json = Json::parse(R"({"n": 1.5, "big": 18446744073709551615, "o": [1]})", "header of x");
    for (const char* member : {"n", "big", "none"}) {
        try {
            (void)json.number(member);
            FAIL() << member;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            EXPECT_NE(std::string(error.what()).find("header of x"), std::string::npos);
            EXPECT_NE(std::string(error.what()).find(member), std::string::npos);
        }
    }
    EXPECT_THROW((void)json.objects("o"), Error);
    EXPECT_THROW((void)json.texts("o"), Error);
}

TEST(Json, RefusesWhatIsNoObjectAndWhatIsTooDeep)
{
    for (const std::string text : {"", "[1]", "{", "{\"a\":1}x", "\xff"})
        EXPECT_THROW(Json::parse(text, "x"), Error) << text;
    EXPECT_THROW(Json::parse("{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}", "x"),
                 Error);
}

TEST(Json, ReplacesBytesThatAreNoUtf8)
{
    EXPECT_EQ(Json().set("a", "x\xff").line(), "{\"a\":\"x\xef\xbf\xbd\"}");
}

TEST(Json, TellsWhatAMemberIs)
{
    const Json json = Json::parse(
        R"({"n": null, "f": true, "w": 1, "r": 1.0, "e": 1e0, "b": 99999999999999999999, "t": "", "l": [], "o": {}})",
        "x");
    EXPECT_EQ(json.type("n"), Json::Type::null);
    EXPECT_EQ(json.type("f"), Json::Type::flag);
    EXPECT_EQ(json.type("w"), Json::Type::whole);
    EXPECT_EQ(json.type("r"), Json::Type::real);
    EXPECT_EQ(json.type("e"), Json::Type::real);
    EXPECT_EQ(json.type("b"), Json::Type::real);
    EXPECT_EQ(json.type("t"), Json::Type::text);
    EXPECT_EQ(json.type("l"), Json::Type::list);
    EXPECT_EQ(json.type("o"), Json::Type::object);
    EXPECT_THROW((void)json.type("absent"), Error);
}

TEST(Json, NamesItsMembersInOrder)
{
    EXPECT_EQ(Json::parse(R"({"b": 1, "a": 2})", "x").keys(), (std::vector<std::string>{"b", "a"}));
    EXPECT_TRUE(Json().keys().empty());
}

TEST(Json, SaysOfATextWhetherAnyObjectRepeatsAMember)
{
    for (const std::string_view once : {R"({})", R"({"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]})",
                                        R"({"a":{"a":{"a":1}}})", R"({"a":"a","b":["a","a"]})"})
        EXPECT_FALSE(repeats_a_member(once)) << once;
    for (const std::string_view twice :
         {R"({"a":1,"a":1})", R"({"b":{"a":1,"c":2,"a":3}})", R"({"a":1,"\u0061":2})",
          R"({"l":[{"x":1},{"y":1,"y":1}]})", R"({"a":{"x":1},"b":2,"a":[]})"})
        EXPECT_TRUE(repeats_a_member(twice)) << twice;
    EXPECT_FALSE(repeats_a_member("not JSON"));
}

} // namespace
} // namespace gauze
