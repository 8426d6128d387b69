// Sealed files and Debian's `age`, both ways. Without the program these tests fail: that others open what is
// sealed here is a promise (docs/file-formats.md).
#include "engine/project/age/base64.hpp"
#include "tests/engine/project/age/age_files.hpp"
#include "tests/engine/project/asked_on_a_terminal.hpp"
#include "tests/temporary_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze {
namespace {

[[noreturn]] void become(const std::vector<std::string>& words)
{
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    ::execvp(argv[0], argv.data());
    ::_exit(127);
}

// The exit code; 127 when there is no such program. What it says goes to nobody.
int run(const std::vector<std::string>& words)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, stream);
        become(words);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// A folder with a key in it that both know.
struct Both {
    test::TemporaryFolder folder;
    std::vector<test::Reader> readers;

    explicit Both(std::size_t count = 1) : readers(count)
    {
        for (std::size_t i = 0; i < count; ++i)
            test::write_file(identity(i), test::text_of(age::identity_text(readers[i].key).reveal()) + "\n");
    }
    std::filesystem::path identity(std::size_t i) const { return folder / std::to_string(i); }
    age::Keys keys() const
    {
        age::Keys keys;
        for (const auto& reader : readers) keys.recipients.push_back(reader.key.public_key());
        return keys;
    }
    // Sealed here, opened by age with the `who`th key.
    void there(const std::string& plain, bool armoured, std::size_t who) const
    {
        const auto file = folder / "ours.age", out = folder / "out";
        test::write_file(file, test::sealed(plain, keys(), armoured));
        ASSERT_EQ(run({"age", "-d", "-i", identity(who), "-o", out, file}), 0) << plain.size();
        EXPECT_TRUE(test::read_file(out) == plain) << plain.size();
    }
    // Sealed by age, opened here.
    void back(const std::string& plain, bool armoured, std::size_t who) const
    {
        const auto in = folder / "in", file = folder / "theirs.age";
        test::write_file(in, plain);
        std::vector<std::string> words{"age", "-o", file};
        if (armoured) words.push_back("-a");
        for (const auto& reader : readers) {
            words.push_back("-r");
            words.push_back(age::recipient_text(reader.key.public_key()));
        }
        words.push_back(in);
        ASSERT_EQ(run(words), 0) << plain.size();
        const auto result = test::opened(test::read_file(file), readers[who].opening());
        EXPECT_EQ(result.code, "") << plain.size();
        EXPECT_TRUE(result.released == plain) << plain.size();
    }
    void both_ways(std::size_t size, bool armoured, std::size_t who = 0) const
    {
        const std::string plain = test::random_text(size, size * 2 + armoured);
        there(plain, armoured, who);
        back(plain, armoured, who);
    }
};

constexpr std::size_t chunk = 65536;

// 60 + 60 + 40 + 34 + 6 files, each both ways.
TEST(AgeInterop, SixtySmallFilesForOneRecipient)
{
    const Both both;
    std::mt19937_64 engine(1);
    for (int i = 0; i < 60; ++i) both.both_ways(engine() % 3000, i % 2 == 1);
}

TEST(AgeInterop, SixtySmallFilesForSeveralRecipients)
{
    const Both two(2), seven(7);
    std::mt19937_64 engine(2);
    for (std::size_t i = 0; i < 30; ++i) two.both_ways(engine() % 20000, i % 2 == 1, i % 2);
    for (std::size_t i = 0; i < 30; ++i) seven.both_ways(engine() % 20000, i % 2 == 1, i % 7);
}

TEST(AgeInterop, FortyFilesThatEndAtAnEdge)
{
    const Both both;
    std::size_t files = 0;
    for (const std::size_t size :
         {std::size_t{0},  std::size_t{1},  std::size_t{47}, std::size_t{48}, std::size_t{49},
          std::size_t{63}, std::size_t{64}, std::size_t{65}, chunk - 17,      chunk - 16,
          chunk - 1,       chunk,           chunk + 1,       chunk + 16,      chunk * 2 - 1,
          chunk * 2,       chunk * 2 + 1,   chunk * 3,       chunk * 16,      chunk * 16 + 1})
        for (const bool armoured : {false, true}) {
            both.both_ways(size, armoured);
            ++files;
        }
    EXPECT_EQ(files, 40u);
}

TEST(AgeInterop, ThirtyFourFilesOfSomeChunks)
{
    const Both both(2);
    std::mt19937_64 engine(3);
    for (std::size_t i = 0; i < 34; ++i) both.both_ways(engine() % (chunk * 8), i % 2 == 1, i / 2 % 2);
}

TEST(AgeInterop, SixLargeFilesUpToSixteenMebibytes)
{
    const Both both;
    for (const std::size_t size : {std::size_t{5'000'000}, std::size_t{12'345'678}, chunk * 256})
        for (const bool armoured : {false, true}) both.both_ways(size, armoured);
}

TEST(AgeInterop, KeysAreTheirs)
{
    const test::TemporaryFolder folder;
    const auto ours = folder / "ours", theirs = folder / "theirs", made = folder / "made";
    const ExchangeKey key = ExchangeKey::generate();
    test::write_file(ours, test::text_of(age::identity_text(key).reveal()) + "\n");
    ASSERT_EQ(run({"age-keygen", "-y", "-o", made, ours}), 0);
    EXPECT_EQ(test::read_file(made), age::recipient_text(key.public_key()) + "\n");

    ASSERT_EQ(run({"age-keygen", "-o", theirs}), 0);
    const std::string text = test::read_file(theirs);
    const std::size_t secret = text.find("AGE-SECRET-KEY-1"), open = text.find("age1");
    ASSERT_TRUE(secret != text.npos && open != text.npos);
    const ExchangeKey read = age::identity_from(text.substr(secret, text.find('\n', secret) - secret));
    EXPECT_EQ(age::recipient_text(read.public_key()), text.substr(open, text.find('\n', open) - open));
}

// A recipient of a kind that is not ours beside one that is: an SSH key, as age takes them.
TEST(AgeInterop, RecipientsOfOtherKindsArePassedBy)
{
    const test::TemporaryFolder folder;
    const test::Reader reader;
    std::string wire = std::string("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
    wire += test::text_of(SigningKey::generate().public_key());
    std::string line = "ssh-ed25519 ";
    age::append_base64(line, bytes_of(wire)); // 51 bytes: base64 without padding
    test::write_file(folder / "in", "text");
    ASSERT_EQ(run({"age", "-r", line, "-r", age::recipient_text(reader.key.public_key()), "-o",
                   folder / "file.age", folder / "in"}),
              0);
    const std::string file = test::read_file(folder / "file.age");
    EXPECT_NE(file.find("-> ssh-ed25519 "), file.npos);
    EXPECT_EQ(test::opened(file, reader.opening()).released, "text");
}

TEST(AgeInterop, APassphraseTypedAtTheirTerminalOpensOurs)
{
    ASSERT_TRUE(test::has_terminals());
    ASSERT_EQ(run({"age", "--version"}), 0); // a question that nobody asks is waited for without an end
    const test::TemporaryFolder folder;
    const Secret passphrase = test::secret_of("four words of ours");
    const std::string plain = test::random_text(chunk + 9, 4);
    test::write_file(folder / "ours.age", test::sealed(plain, {.passphrase = &passphrase}, true));
    test::Asked age([&]() -> std::string {
        become({"age", "-d", "-o", folder / "out", folder / "ours.age"});
    });
    ASSERT_TRUE(age.shows("passphrase"));
    age.type("four words of ours\n");
    EXPECT_EQ(age.wait(), 0) << age.shown();
    EXPECT_TRUE(test::read_file(folder / "out") == plain);
}

TEST(AgeInterop, APassphraseTypedAtTheirTerminalSealsForUs)
{
    ASSERT_TRUE(test::has_terminals());
    ASSERT_EQ(run({"age", "--version"}), 0); // a question that nobody asks is waited for without an end
    const test::TemporaryFolder folder;
    const std::string plain = test::random_text(chunk + 9, 5);
    test::write_file(folder / "in", plain);
    test::Asked age([&]() -> std::string {
        become({"age", "-p", "-o", folder / "file.age", folder / "in"});
    });
    ASSERT_TRUE(age.shows("Enter passphrase"));
    age.type("four words of theirs\n");
    ASSERT_TRUE(age.shows("Confirm passphrase"));
    age.type("four words of theirs\n");
    ASSERT_EQ(age.wait(), 0) << age.shown();
    const std::string file = test::read_file(folder / "file.age");
    const Secret passphrase = test::secret_of("four words of theirs"), other = test::secret_of("four words");
    EXPECT_TRUE(test::opened(file, {.passphrase = &passphrase}).released == plain);
    EXPECT_EQ(test::opened(file, {.passphrase = &other}).code, "age-no-key");
}

// What is damaged here is damaged there.
TEST(AgeInterop, TheyRefuseWhatWeRefuse)
{
    const Both both;
    const std::string plain = test::random_text(chunk * 2, 6), file = test::sealed(plain, both.keys());
    std::mt19937_64 engine(7);
    for (int i = 0; i < 40; ++i) {
        std::string damaged = file;
        if (i % 4 == 0)
            damaged.resize(engine() % file.size());
        else
            damaged[i % 4 == 1 ? engine() % 200 : engine() % file.size()] ^= static_cast<char>(1u << i % 8);
        test::write_file(both.folder / "damaged.age", damaged);
        EXPECT_NE(test::opened(damaged, both.readers[0].opening()).code, "");
        EXPECT_EQ(run({"age", "-d", "-i", both.identity(0), "-o", both.folder / "out",
                       both.folder / "damaged.age"}),
                  1);
    }
}

} // namespace
} // namespace gauze
