#include "bloom/base/crypto.hpp"
#include "bloom/base/error.hpp"
#include "engine/project/passphrase.hpp"
#include "tests/engine/project/asked_on_a_terminal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

using test::Asked;

std::string text_of(const Secret& secret)
{
    return {reinterpret_cast<const char*>(secret.reveal().data()), secret.size()};
}

// A descriptor that holds `text`.
class Open {
public:
    explicit Open(std::string_view text)
    {
        int ends[2];
        if (::pipe(ends) != 0 || ::write(ends[1], text.data(), text.size()) != std::ssize(text)) std::abort();
        ::close(ends[1]);
        descriptor_ = ends[0];
    }
    Open(const Open&) = delete;
    ~Open() { ::close(descriptor_); }
    std::uint64_t number() const { return static_cast<std::uint64_t>(descriptor_); }
    std::string rest() const
    {
        char buffer[64];
        const auto got = ::read(descriptor_, buffer, sizeof buffer);
        return {buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
    }

private:
    int descriptor_;
};

std::string first_line(std::string_view text) { return text_of(passphrase_from(Open(text).number())("x")); }

template <class Action>
std::string fault_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return fmt::format("{} {} {}", static_cast<int>(error.code()), error.what(), error.hint());
    }
    return "";
}

TEST(PassphraseFromADescriptor, IsItsFirstLine)
{
    EXPECT_EQ(first_line("correct horse\n"), "correct horse");
    EXPECT_EQ(first_line("correct horse"), "correct horse");
    EXPECT_EQ(first_line("correct horse\r\nand more\n"), "correct horse");
    EXPECT_EQ(first_line(" \tspaces count \n"), " \tspaces count ");
    EXPECT_EQ(first_line(std::string(1024, 'x') + "\n"), std::string(1024, 'x'));
}

TEST(PassphraseFromADescriptor, LeavesWhatStandsBehindTheLine)
{
    const Open open("correct horse\nmore");
    EXPECT_EQ(text_of(passphrase_from(open.number())("x")), "correct horse");
    EXPECT_EQ(open.rest(), "more");
}

TEST(PassphraseFromADescriptor, IsRefusedWhenThereIsNone)
{
    EXPECT_TRUE(fault_of([] { first_line(""); }).starts_with("2 "));
    EXPECT_TRUE(fault_of([] { first_line("\nsecond"); }).starts_with("2 "));
    EXPECT_TRUE(fault_of([] { first_line(std::string(1025, 'x')); }).starts_with("2 "));
    EXPECT_TRUE(fault_of([] {
                    passphrase_from(987654)("x");
                }).starts_with("2 --passphrase-fd 987654 cannot be read"));
    EXPECT_TRUE(fault_of([] { passphrase_from(std::uint64_t{1} << 40)("x"); }).starts_with("2 "));
}

TEST(PassphraseFromADescriptor, ForANewKeyHasTwelveCharacters)
{
    const auto fault = [](std::string_view text) {
        return fault_of([&] { (void)new_passphrase(Open(text).number(), "x"); });
    };
    EXPECT_EQ(fault("twelve chars\n"), "");
    EXPECT_TRUE(fault("eleven char\n").starts_with("2 the passphrase is shorter than 12 characters"));
    EXPECT_EQ(fault("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
                    "\xc3\xa9\n"),
              "");
    EXPECT_NE(fault("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n"), ""); // 12 bytes, 6 characters
    EXPECT_EQ(fault("eleven char\n").find("eleven"), std::string::npos);
}

TEST(AskUnseen, ShowsThePromptAndNothingOfWhatIsTyped)
{
    NEEDS_A_TERMINAL();
    Asked asked([] { return text_of(passphrase_from(on_the_terminal)("the key project.key")); });
    ASSERT_TRUE(asked.shows("Passphrase of the key project.key: "));
    EXPECT_FALSE(asked.echoes());
    asked.type("correct horsf\x7f"
               "e\n");
    EXPECT_EQ(asked.answer(), "correct horse");
    EXPECT_TRUE(asked.shows("\n"));
    EXPECT_EQ(asked.shown().find("cor"), std::string::npos);
    EXPECT_EQ(asked.wait(), 0);
    EXPECT_TRUE(asked.echoes());
}

TEST(AskUnseen, PutsTheTerminalRightWhenItIsInterrupted)
{
    NEEDS_A_TERMINAL();
    for (const int signal : {SIGINT, SIGQUIT}) {
        Asked asked([] { return text_of(ask_unseen("Passphrase: ")); });
        ASSERT_TRUE(asked.shows("Passphrase: "));
        asked.type(signal == SIGINT ? "half\x03" : "half\x1c");
        const int status = asked.wait();
        ASSERT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(WTERMSIG(status), signal);
        EXPECT_TRUE(asked.echoes());
    }
}

// Ctrl-Z: here the shell is missing that would bring the program to the front again, so it goes on at once.
TEST(AskUnseen, AsksAnewAfterASuspension)
{
    NEEDS_A_TERMINAL();
    Asked asked([] { return text_of(ask_unseen("Passphrase: ")); });
    ASSERT_TRUE(asked.shows("Passphrase: "));
    asked.type("half\x1a");
    ASSERT_TRUE(asked.shows("Passphrase: "));
    asked.type("whole\n");
    EXPECT_EQ(asked.answer(), "whole");
}

TEST(AskUnseen, TakesNoAnswerForNone)
{
    NEEDS_A_TERMINAL();
    for (const std::string_view keys : {"\n", "\x04"}) {
        Asked asked([] { return fault_of([] { (void)ask_unseen("Passphrase: "); }); });
        ASSERT_TRUE(asked.shows("Passphrase: "));
        asked.type(keys);
        EXPECT_EQ(asked.answer(), "2 no passphrase was given ");
        EXPECT_TRUE(asked.echoes());
    }
}

TEST(AskUnseen, SaysWhatToDoWhereThereIsNoTerminal)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid(); // no terminal is this session's
        const std::string fault = fault_of([] { (void)ask_unseen("Passphrase: "); });
        ::_exit(fault.find("--passphrase-fd") == std::string::npos);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

TEST(NewPassphrase, IsAskedForTwice)
{
    NEEDS_A_TERMINAL();
    for (const bool same : {true, false}) {
        Asked asked([] {
            std::string text;
            const std::string fault =
                fault_of([&] { text = text_of(new_passphrase(on_the_terminal, "the key k")); });
            return fault.empty() ? text : fault;
        });
        ASSERT_TRUE(asked.shows("New passphrase for the key k: "));
        asked.type("correct horse battery\n");
        ASSERT_TRUE(asked.shows("The same again: "));
        asked.type(same ? "correct horse battery\n" : "correct horse batterz\n");
        EXPECT_EQ(asked.answer(), same ? "correct horse battery"
                                       : "2 the two passphrases differ nothing was written; start again");
    }
}

} // namespace
} // namespace gauze::project
