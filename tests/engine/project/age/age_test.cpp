#include "tests/engine/project/age/age_files.hpp"

#include <set>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace gauze {
namespace {

constexpr std::size_t chunk = 65536;
constexpr std::size_t edges[] = {
    0, 1, 47, 48, 49, chunk - 1, chunk, chunk + 1, chunk * 2, chunk * 2 + 1, chunk * 3 - 1, chunk * 3 + 5};

TEST(Age, WhatWasSealedIsOpened)
{
    const test::Reader reader;
    for (const std::size_t size : edges)
        for (const bool armoured : {false, true}) {
            const std::string plain = test::random_text(size, size);
            const auto back = test::opened(test::sealed(plain, reader.keys(), armoured), reader.opening());
            EXPECT_EQ(back.code, "") << size;
            EXPECT_TRUE(back.released == plain) << size;
        }
}

TEST(Age, HowItIsCutUpOnTheWayMakesNoDifference)
{
    const test::Reader reader;
    const std::string plain = test::random_text(chunk * 2 + 77, 5);
    for (const std::size_t piece : {1ul, 7ul, 4096ul, chunk - 1, chunk + 1, chunk * 3})
        for (const bool armoured : {false, true}) {
            const std::string file = test::sealed(plain, reader.keys(), armoured, piece);
            EXPECT_TRUE(test::opened(file, reader.opening(), piece).released == plain) << piece;
        }
}

// By the specification: version line, stanza of two lines, MAC line; 16 bytes of nonce; 16 bytes of tag a
// chunk.
TEST(Age, TheSizeOfAFileIsThatOfItsSpecification)
{
    const test::Reader reader;
    const std::size_t header = 22 + (3 + 7 + 43 + 1) + (43 + 1) + (4 + 43 + 1);
    for (const std::size_t size : edges) {
        const std::size_t chunks = size == 0 ? 1 : (size + chunk - 1) / chunk;
        EXPECT_EQ(test::sealed(std::string(size, 'x'), reader.keys()).size(),
                  header + 16 + size + 16 * chunks);
    }
}

TEST(Age, EveryRecipientOpensAndNobodyElse)
{
    std::vector<test::Reader> readers(5);
    age::Keys keys;
    for (const auto& reader : readers) keys.recipients.push_back(reader.key.public_key());
    const std::string file = test::sealed("for five", keys);
    for (const auto& reader : readers) EXPECT_EQ(test::opened(file, reader.opening()).released, "for five");
    const test::Reader stranger;
    EXPECT_EQ(test::opened(file, stranger.opening()).code, "age-no-key");
    const age::Opening bunch{.identities = {&stranger.key, &readers[4].key}};
    EXPECT_EQ(test::opened(file, bunch).released, "for five");
}

TEST(Age, APassphraseOpensAndNoOtherDoes)
{
    const Secret right = test::secret_of("correct horse"), wrong = test::secret_of("correct horse ");
    const std::string file = test::sealed("text", {.passphrase = &right, .work = 4}, true);
    EXPECT_EQ(test::opened(file, {.passphrase = &right}).released, "text");
    EXPECT_EQ(test::opened(file, {.passphrase = &wrong}).code, "age-no-key");
    const test::Reader reader;
    EXPECT_EQ(test::opened(file, reader.opening()).code, "age-no-key");
    EXPECT_EQ(test::opened(test::sealed("text", reader.keys()), {.passphrase = &right}).code, "age-no-key");
}

// What a file asks for is judged before it is done, and never more than `is_bearable` allows is done.
TEST(Age, WorkBeyondWhatIsAllowedIsRefused)
{
    const Secret passphrase = test::secret_of("p");
    const std::string file = test::sealed("", {.passphrase = &passphrase, .work = 6});
    EXPECT_EQ(test::opened(file, {.passphrase = &passphrase, .most_work = 6}).code, "");
    EXPECT_EQ(test::opened(file, {.passphrase = &passphrase, .most_work = 5}).code, "age-work");
    for (const std::string_view work : {"21", "22", "63", "64", "99999999999999999999"}) {
        std::string bomb = file;
        const std::size_t at = bomb.find(" 6\n");
        bomb.replace(at + 1, 1, work);
        EXPECT_EQ(test::opened(bomb, {.passphrase = &passphrase, .most_work = 64}).code, "age-work");
    }
}

TEST(Age, NoKeyNonceOrShareIsUsedTwice)
{
    const test::Reader reader;
    std::set<std::string> shares, bodies, nonces, contents;
    for (int i = 0; i < 100; ++i) {
        const std::string file = test::sealed("same", reader.keys());
        const std::size_t share = file.find("X25519 ") + 7, end = file.find('\n', file.find("--- ")) + 1;
        shares.insert(file.substr(share, 43));
        bodies.insert(file.substr(share + 44, 43));
        nonces.insert(file.substr(end, 16));
        contents.insert(file.substr(end + 16));
    }
    EXPECT_EQ(shares.size(), 100u);
    EXPECT_EQ(bodies.size(), 100u);
    EXPECT_EQ(nonces.size(), 100u);
    EXPECT_EQ(contents.size(), 100u);
}

TEST(Age, AfterARefusalEveryFurtherReadIsRefused)
{
    const test::Reader reader;
    std::string file = test::sealed(std::string(chunk * 3, 'x'), reader.keys());
    file[file.size() - chunk - 100] ^= 1;
    age::Decryptor decryptor(test::bring_from(file), reader.opening());
    std::vector<std::byte> buffer(chunk);
    EXPECT_EQ(decryptor.read(buffer), chunk);
    for (int i = 0; i < 3; ++i) EXPECT_THROW((void)decryptor.read(buffer), Error);
}

TEST(Age, WithoutCloseAFileIsNotWhole)
{
    const test::Reader reader;
    for (const std::size_t size : edges)
        for (const bool armoured : {false, true}) {
            std::string file;
            age::Encryptor encryptor([&](Bytes bytes) { file += test::text_of(bytes); }, reader.keys(),
                                     armoured);
            encryptor.write(bytes_of(std::string(size, 'x')));
            EXPECT_NE(test::opened(file, reader.opening()).code, "") << size;
        }
}

// A header that is refused for its size alone, and one that just is not.
TEST(Age, AHeaderIsReadNoFurtherThanItsBound)
{
    const test::Reader reader;
    EXPECT_EQ(test::opened("age-encryption.org/v1\n-> " + std::string(1 << 22, 'a'), reader.opening()).code,
              "age-header-size");
    std::string many = "age-encryption.org/v1\n";
    while (many.size() < (1u << 20)) many += "-> a\n\n";
    std::size_t taken = 0;
    const auto counting = [&, bring = test::bring_from(many)](std::span<std::byte> into) mutable {
        const std::size_t size = bring(into);
        taken += size;
        return size;
    };
    EXPECT_THROW(age::Decryptor(counting, reader.opening()), Error);
    EXPECT_LE(taken, 2u << 16);
    age::Keys keys;
    keys.recipients.assign(600, reader.key.public_key());
    EXPECT_EQ(test::opened(test::sealed("x", keys), reader.opening()).released, "x");
    keys.recipients.assign(1000, reader.key.public_key());
    EXPECT_THROW((void)test::sealed("x", keys), Error);
}

// Whether a file is in order does not depend on who opens it.
TEST(Age, AStanzaOutOfShapeSpoilsTheFileWhereverItStands)
{
    const test::Reader reader;
    const std::string file = test::sealed("text", reader.keys());
    const std::size_t front = file.find("-> "), behind = file.find("--- ");
    for (const std::size_t at : {front, behind})
        for (const auto& [stanza, code] :
             {std::pair<std::string, std::string>{"-> X25519\n\n", "age-x25519"},
              {"-> X25519 AAAA\n\n", "age-x25519"},
              {"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n" + std::string(43, 'A') + "\n", "age-scrypt-alone"},
              {"-> scrypt\n\n", "age-scrypt"},
              {"-> other X25519\n\n", "age-mac"}}) { // in order, but not what was sealed
            std::string changed = file;
            changed.insert(at, stanza);
            EXPECT_EQ(test::opened(changed, reader.opening()).code, code) << stanza;
        }
}

TEST(Age, LinesOfAnArmourEndAllInOneWay)
{
    const test::Reader reader;
    const std::string file = test::sealed("text", reader.keys(), true);
    std::string all;
    for (const char c : file) all += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(test::opened(all, reader.opening()).released, "text");
    for (std::size_t at = file.find('\n'); at + 1 < file.size(); at = file.find('\n', at + 1)) {
        std::string one = file;
        one.insert(at, "\r");
        EXPECT_EQ(test::opened(one, reader.opening()).code, "age-armour-line") << at;
    }
    EXPECT_EQ(test::opened("\n \r\n" + file + "\n\t\n", reader.opening()).released, "text");
    EXPECT_EQ(test::opened(file + std::string(1025, '\n'), reader.opening()).code, "age-armour-trailing");
    EXPECT_EQ(test::opened(std::string(1025, '\n') + file, reader.opening()).code, "age-armour-begin");
}

long peak_memory() // KiB
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(Age, LongFilesTakeNoMoreMemoryThanShortOnes)
{
    const test::Reader reader;
    const std::vector<std::byte> block(1 << 20, std::byte{7});
    for (const bool armoured : {false, true}) {
        std::uint64_t out = 0;
        const auto seal = [&](int blocks) {
            age::Encryptor encryptor([&](Bytes bytes) { out += bytes.size(); }, reader.keys(), armoured);
            for (int i = 0; i < blocks; ++i) encryptor.write(block);
            encryptor.close();
        };
        seal(1);
        const long before = peak_memory();
        seal(64);
        EXPECT_GT(out, 64u << 20);
        EXPECT_LT(peak_memory() - before, 2048);

        const std::string file = test::sealed(std::string(16 << 20, 'x'), reader.keys(), armoured);
        age::Decryptor decryptor(test::bring_from(file), reader.opening());
        std::vector<std::byte> buffer(1000);
        std::size_t size = decryptor.read(buffer);
        const long begun = peak_memory();
        while (const std::size_t got = decryptor.read(buffer)) size += got;
        EXPECT_EQ(size, 16u << 20);
        EXPECT_LT(peak_memory() - begun, 2048);
    }
}

TEST(Age, AnErrorOfTheReaderOrTheWriterComesThrough)
{
    const test::Reader reader;
    const Error full(Exit::cannot_write, "the disk is full");
    std::size_t room = chunk;
    age::Encryptor encryptor(
        [&](Bytes bytes) {
            if (bytes.size() > room) throw full;
            room -= bytes.size();
        },
        reader.keys());
    EXPECT_THROW(encryptor.write(bytes_of(std::string(chunk * 2, 'x'))), Error);
    const std::string file = test::sealed(std::string(chunk * 4, 'x'), reader.keys());
    age::Decryptor decryptor(
        [&, bring = test::bring_from(file), calls = 0](std::span<std::byte> into) mutable {
            if (++calls == 3) throw Error(Exit::input_missing, "the disk is gone");
            return bring(into);
        },
        reader.opening());
    std::vector<std::byte> buffer(chunk);
    const auto drain = [&] {
        while (decryptor.read(buffer) > 0) {
        }
    };
    for (int i = 0; i < 2; ++i) {
        try {
            drain();
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::input_missing);
        }
    }
}

} // namespace
} // namespace gauze
