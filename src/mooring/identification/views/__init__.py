"""The pages of identification: signals and people met, the person, the conversation, the signs, the assessment, the holds."""
