namespace DeepFlow.Language.Editing;

/// <summary>Why an edit cannot be done: thrown inside this folder, answered as a result at its door.</summary>
internal sealed class Refusal(string sentence) : Exception(sentence);
