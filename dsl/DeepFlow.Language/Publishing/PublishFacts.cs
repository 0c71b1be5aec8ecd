namespace DeepFlow.Language.Publishing;

/// <summary>What a project has when a program is published to it.</summary>
/// <param name="PeopleByRole">The people who hold each role; a role that is not there is held by nobody. <c>everyone</c> needs no entry.</param>
/// <param name="Secrets">The names of the secrets that are set.</param>
/// <param name="BoundParameters">For each pipeline that is activated, its parameters that are given a value.</param>
public sealed record PublishFacts(
    IReadOnlyDictionary<string, IReadOnlyList<string>> PeopleByRole,
    IReadOnlySet<string> Secrets,
    IReadOnlyDictionary<string, IReadOnlySet<string>> BoundParameters);
