// Runs the real programs as their users do, and keeps what they print.
#pragma once

#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gauze::test {

struct Outcome {
    int exit = -1;   // -1: killed
    std::string out; // stdout
    std::string err; // stderr
    bool says(std::string_view text) const { return (out + err).find(text) != std::string::npos; }
};

// A folder in which commands are run, with the programs first in PATH.
class Desk {
public:
    explicit Desk(std::function<void()> before_exec = {}) : before_exec_(std::move(before_exec)) {}
    std::filesystem::path operator/(const std::filesystem::path& name) const { return folder_ / name; }
    const TemporaryFolder& folder() const { return folder_; }

    // Starts a program; its output goes to files beside the folder.
    pid_t start(const std::vector<std::string>& words) const
    {
        const pid_t child = ::fork();
        if (child != 0) return child;
        const std::string path = std::string(GAUZE_BIN) + ":" + std::getenv("PATH");
        ::setenv("PATH", path.c_str(), 1);
        ::setenv("GAUZE_SOURCE", GAUZE_SOURCE, 1);
        redirect(log_ / "out", STDOUT_FILENO);
        redirect(log_ / "err", STDERR_FILENO);
        if (::chdir(folder_.path().c_str()) != 0) ::_exit(126);
        if (before_exec_) before_exec_();
        std::vector<char*> argv;
        for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
    Outcome run(const std::vector<std::string>& words) const
    {
        const pid_t child = start(words);
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(log_ / "out"),
                read_file(log_ / "err")};
    }
    // A command line as a document shows it.
    Outcome shell(const std::string& script) const { return run({"bash", "-euo", "pipefail", "-c", script}); }

private:
    static void redirect(const std::filesystem::path& file, int to)
    {
        const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(descriptor, to);
        ::close(descriptor);
    }
    TemporaryFolder folder_, log_;
    std::function<void()> before_exec_;
};

// A small project: a policy of two parties, a key, an identity, and how to write their files.
class Project : public testing::Test {
protected:
    static constexpr std::string_view header = "ref,forename,surname,dob,visits\n";

    void SetUp() override
    {
        write_file(desk_ / "policy.toml", policy("study"));
        ASSERT_EQ(desk_.run({"gauze", "key", "new", "--policy", "policy.toml", "--out", "project.key"}).exit,
                  0);
        ASSERT_EQ(desk_.run({"gauze", "identity", "new", "--out", "identity.key"}).exit, 0);
    }
    static std::string policy(const std::string& id)
    {
        return "[project]\nid = \"" + id +
               "\"\nprofile = \"plain\"\n[[party]]\nname = \"clinic\"\nid = \"ref\"\n[[party]]\nname = "
               "\"school\"\nid = \"ref\"\n"
               "[[field]]\nname = \"given\"\nkind = \"given-name\"\ncolumn = \"forename\"\n"
               "[[field]]\nname = \"family\"\nkind = \"family-name\"\ncolumn = \"surname\"\n"
               "[[field]]\nname = \"dob\"\nkind = \"date\"\nformats = [\"YYYY-MM-DD\"]\n"
               "[payload]\nclinic = [\"visits\"]\n";
    }
    // Rows of people who differ in everything.
    static std::string rows(int from, int to)
    {
        std::string text;
        for (int i = from; i < to; ++i) {
            const auto letter = [&](int k) {
                return static_cast<char>('a' + (i * 7 + i / 26 * k + k * k) % 26);
            };
            std::string given, family;
            for (int k = 0; k < 6; ++k) given += letter(k), family += letter(k + 9);
            text += fmt::format("R{},{},{},19{}-0{}-1{},{}\n", i, given, family, 50 + i % 50, 1 + i % 9,
                                i / 9 % 10, i % 13);
        }
        return text;
    }
    std::vector<std::string> encode_words(const std::string& party, const std::string& file,
                                          const std::string& out) const
    {
        return {"gauze", "encode", "--policy", "policy.toml", "--key", "project.key", "--party",
                party,   "--out",  out,        "--test-seed", "1",     file};
    }
    Outcome encode(const std::string& content, const std::string& party = "clinic", std::string out = {})
    {
        write_file(desk_ / (party + ".csv"), content);
        if (out.empty()) out = party;
        return desk_.run(encode_words(party, party + ".csv", out));
    }
    void encode_both(int people = 60)
    {
        ASSERT_EQ(encode(std::string(header) + rows(0, people), "clinic").exit, 0);
        ASSERT_EQ(encode(std::string(header) + rows(people / 2, people + people / 2), "school").exit, 0);
    }
    std::vector<std::string> link_words(const std::string& out) const
    {
        return {"gauze",        "link",  "--policy", "policy.toml", "--identity",
                "identity.key", "--out", out,        clinic_,       school_};
    }
    Outcome link(const std::string& out = "linked") { return desk_.run(link_words(out)); }

    Desk desk_;
    const std::string clinic_ = "clinic/to-linkage-unit/clinic.gauze",
                      school_ = "school/to-linkage-unit/school.gauze";
};

} // namespace gauze::test
