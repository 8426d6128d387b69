// A project of three key holders, an intake among them, and parties that never hold the secret, made in
// memory: what the policy file would say of them, and their keys.
#pragma once

#include "engine/custodian/key_join.hpp"
#include "engine/custodian/project_key.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/policy.hpp"
#include "engine/project/refusal.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace gauze::custodian {

inline project::Policy three_holders(const std::string& title = "a study", const std::string& wave = "")
{
    const std::string strict =
        wave.empty() ? "profile = \"plain\"\n" : "profile = \"strict\"\nwave = \"" + wave + "\"\n";
    return project::parse_policy("[project]\nid = \"study\"\ntitle = \"" + title + "\"\n" + strict +
                                     "[[party]]\nname = \"hospital\"\n[[party]]\nname = \"school\"\n"
                                     "[[field]]\nname = \"given\"\nkind = \"given-name\"\n"
                                     "[[field]]\nname = \"family\"\nkind = \"family-name\"\n"
                                     "[[field]]\nname = \"born\"\nkind = \"date\"\n",
                                 "policy");
}

// The parties, their keys, and each one's own place for a project key.
class MadeCeremony : public testing::Test {
protected:
    MadeCeremony()
    {
        std::filesystem::create_directory(folder());
        for (const auto& [name, role] :
             std::map<std::string, project::Role>{{"hospital", project::Role::custodian},
                                                  {"school", project::Role::custodian},
                                                  {"hub", project::Role::intake},
                                                  {"unit", project::Role::linkage_unit},
                                                  {"university", project::Role::researcher}})
            add(name, role);
        member("school").intake = "hub";
        policy_ = with_members(three_holders());
    }
    std::filesystem::path folder() const { return place_ / "ceremony"; }
    std::filesystem::path key_of(const std::string& name) const { return place_ / (name + ".key"); }

    void add(const std::string& name, project::Role role)
    {
        keys_.emplace(name, project::PartyKey::generate(name));
        project::Member one;
        one.name = name;
        one.role = role;
        one.territory = "UK";
        one.signing = keys_.at(name).signing.public_key();
        one.encryption = keys_.at(name).encryption.public_key();
        members_.push_back(one);
    }
    project::Member& member(const std::string& name)
    {
        return *std::ranges::find(members_, name, &project::Member::name);
    }
    project::Policy with_members(project::Policy policy) const
    {
        policy.governance.emplace();
        policy.governance->members = members_;
        return policy;
    }
    static project::PartyKey copy(const project::PartyKey& key)
    {
        return {key.name, SigningKey(Secret(key.signing.reveal())),
                ExchangeKey(Secret(key.encryption.reveal()))};
    }
    project::Admitted admitted(const std::string& name) const { return admitted(name, policy_); }
    project::Admitted admitted(const std::string& name, const project::Policy& policy) const
    {
        project::Admitted me{policy, copy(keys_.at(name)), nullptr};
        for (const project::Member& one : me.policy.governance->members)
            if (one.name == name) me.me = &one;
        return me;
    }
    JoinOutcome join(const std::string& name) const { return join(name, policy_); }
    JoinOutcome join(const std::string& name, const project::Policy& policy) const
    {
        return join_key(admitted(name, policy), {folder(), key_of(name), {}});
    }
    void all_join() const
    {
        for (int round = 0; round < 3; ++round)
            for (const char* name : {"hospital", "hub", "school"}) (void)join(name);
    }
    // The code with which a step is refused, or what happened instead.
    std::string refusal(const std::string& name) const { return refusal(name, policy_); }
    std::string refusal(const std::string& name, const project::Policy& policy) const
    {
        try {
            return std::string(to_text(join(name, policy).stage));
        } catch (const Error& error) {
            EXPECT_NE(error.hint(), "");
            return std::string(project::code_of(error.what()));
        }
    }
    std::filesystem::path in_folder(const std::string& name) const { return folder() / name; }
    std::string bytes_of_key(const std::string& name) const { return test::read_file(key_of(name)); }

    test::TemporaryFolder place_;
    std::map<std::string, project::PartyKey> keys_;
    std::vector<project::Member> members_;
    project::Policy policy_;
};

} // namespace gauze::custodian
